// Runs the program in the process of the test, which takes a tenth of the time of a process of its own.
//
// It is for tables of many cases. src/cli/main.ts, which this leaves out, only connects the streams, the signals and the
// exit code, and tests of real processes stand beside each table.
import { Readable, Writable } from 'node:stream';
import { renderError } from '../../src/cli/render-error.js';
import { runCommand } from '../../src/cli/run-command.js';
import type { Streams } from '../../src/cli/terminal/streams.js';
import type { Outcome } from './run-tagger.js';

/** Does what `runTagger` does with the same arguments, without input, in the environment of the test. */
export async function runHere(args: readonly string[]): Promise<Outcome> {
  const [stdout, stderr] = [collector(), collector()];
  const streams = { stdin: Readable.from([]), stdout: stdout.stream, stderr: stderr.stream };
  const exitCode = await runCommand(args, streams as unknown as Streams).catch((error: unknown) => {
    const rendered = renderError(error, false);
    stderr.stream.write(rendered.text);
    return rendered.exitCode;
  });
  return { exitCode, stdout: stdout.text(), stderr: stderr.text() };
}

function collector(): { readonly stream: Writable; readonly text: () => string } {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write: (chunk, _, done) => {
      chunks.push(chunk);
      done();
    },
  });
  return { stream, text: () => Buffer.concat(chunks).toString() };
}
