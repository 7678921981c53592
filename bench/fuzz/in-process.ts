// The command line in this process, with streams that collect the output.
import { PassThrough, Readable } from 'node:stream';
import { runCommand } from '../../src/cli/run-command.js';
import type { Streams } from '../../src/cli/terminal/streams.js';

export interface CollectedStreams extends Streams {
  stdoutText(): string;
  stderrText(): string;
}

export function collectedStreams(input: Uint8Array = Buffer.alloc(0)): CollectedStreams {
  const [out, err] = [collector(), collector()];
  return {
    // Streams of a process have more, which no command uses without a terminal.
    stdin: Object.assign(Readable.from([input]), { isTTY: false }) as unknown as Streams['stdin'],
    stdout: out.stream as unknown as Streams['stdout'],
    stderr: err.stream as unknown as Streams['stderr'],
    stdoutText: out.text,
    stderrText: err.text,
  };
}

function collector() {
  const chunks: Buffer[] = [];
  const stream = new PassThrough();
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  return { stream, text: () => Buffer.concat(chunks).toString('utf8') };
}

export interface InProcessOutcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command; its errors are thrown, not printed. */
export async function runInProcess(args: readonly string[]): Promise<InProcessOutcome> {
  const streams = collectedStreams();
  const exitCode = await runCommand(args, streams);
  return { exitCode, stdout: streams.stdoutText(), stderr: streams.stderrText() };
}
