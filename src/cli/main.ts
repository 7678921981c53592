// The program. Only this file prints errors and sets the exit code.
import { fileError } from '../files/system-error.js';
import { renderError } from './render-error.js';
import { runCommand } from './run-command.js';

const { stdout, stderr } = process;
// A signal's exit code is this and its number.
const SIGNAL_BASE = 128;

function report(error: unknown): number {
  const { text, exitCode } = renderError(error, Boolean(process.env.DEBUG));
  stderr.write(text);
  return exitCode;
}

// A closed stdout means that its reader has enough. A closed stderr is ignored.
stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : report(fileError(error, 'standard output')));
});
stderr.on('error', () => undefined);
process.on('uncaughtException', (error) => process.exit(report(error)));

runCommand(process.argv.slice(2), process)
  .catch(report)
  .then((exitCode) => {
    process.exitCode = exitCode;
    // After a signal, input that never comes must not keep the program alive.
    if (exitCode > SIGNAL_BASE) stdout.write('', () => process.exit());
  });
