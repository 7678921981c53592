// Runs a command that prints a part of the card.
import { argv, stdout } from 'node:process';
import { InputError } from '../src/errors.js';
import { runCommand } from './run-command.js';

/** @param render the Markdown to print, for the model that the command line names */
export async function runCardCommand(
  name: string,
  render: (model: string | undefined) => Promise<string>,
): Promise<void> {
  const [, , model, ...others] = argv;
  await runCommand(name, async () => {
    if (others.length > 0) throw new InputError(`expected one model, found ${others.length + 1}`);
    stdout.write(await render(model));
  });
}
