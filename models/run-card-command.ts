// Runs a command that prints a part of the card, with its user errors as one sentence.
import { argv, stderr, stdout } from 'node:process';
import { InputError } from '../src/errors.js';

/** @param render the Markdown to print, for the model that the command line names */
export async function runCardCommand(
  name: string,
  render: (model: string | undefined) => Promise<string>,
): Promise<void> {
  const [, , model, ...others] = argv;
  try {
    if (others.length > 0) throw new InputError(`expected one model, found ${others.length + 1}`);
    stdout.write(await render(model));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    stderr.write(`${name}: ${error.message}\n`);
    process.exitCode = 1;
  }
}
