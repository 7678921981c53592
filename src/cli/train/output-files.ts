// Output files of `tagger train`: the log, and checks that the outputs can be written.
import { accessSync, constants, existsSync, openSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { InputError } from '../../errors.js';
import { otherThanFile, writeError } from '../../files/system-error.js';

/** @throws InputError if the model exists, unless forced, or cannot be written */
export function checkOutput(path: string, isForced: boolean): void {
  checkWritable(path, 'the model');
  if (!isForced && existsSync(path)) {
    throw new InputError(`${path}: file already exists; use --force to overwrite it`);
  }
}

/**
 * @param what names the output in the error message
 * @throws InputError if a file cannot be written to the path
 */
export function checkWritable(path: string, what: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  const other = found && otherThanFile(found);
  if (other) throw new InputError(`${path}: expected a file to write ${what} to, found ${other}`);
  const folder = dirname(path);
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    throw new InputError(
      `${path}: expected a writable folder to write ${what} to, found none: ${folder}`,
    );
  }
}

/** Returns a function that writes an object as a line of JSON; an existing file is overwritten. */
export function createLog(path: string | undefined): (entry: object) => void {
  if (path === undefined) return () => {};
  let file: number;
  try {
    file = openSync(path, 'w');
  } catch (error) {
    throw writeError(error, path);
  }
  return (entry) => {
    writeSync(file, `${JSON.stringify(entry)}\n`);
  };
}
