// Runs a script of this folder, with its user errors as one sentence.
import { stderr } from 'node:process';
import { InputError } from '../src/errors.js';

/** @param name the script, for errors */
export async function runCommand(name: string, command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    if (!isForUser(error)) throw error;
    stderr.write(`${name}: ${error.message}\n`);
    process.exitCode = 1;
  }
}

function isForUser(error: unknown): error is Error {
  if (error instanceof InputError) return true;
  return error instanceof Error && 'code' in error && /^ERR_PARSE_ARGS_/.test(String(error.code));
}
