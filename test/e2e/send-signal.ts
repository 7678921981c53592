// Runs of the program that a signal ends.
import { type SpawnOptions, spawn } from 'node:child_process';
import { environment, program } from './run-tagger.js';

export interface Timing extends Pick<SpawnOptions, 'cwd'> {
  readonly signal?: NodeJS.Signals;
  /** Asked whenever there is more on stderr, until it is time. */
  isTime(stderr: string): boolean;
}

/** Runs the program with these arguments, and sends it a signal, SIGINT if absent, when it is time. */
export async function sendSignal(
  words: readonly string[],
  { signal = 'SIGINT', isTime, cwd }: Timing,
): Promise<{ readonly exitCode: unknown; readonly stderr: string }> {
  const child = spawn(process.execPath, [program, ...words], {
    cwd,
    env: environment(),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  let isSent = false;
  child.stderr?.on('data', (data) => {
    stderr += data;
    if (!isSent && isTime(stderr)) isSent = child.kill(signal);
  });
  const exitCode = await new Promise((resolve) => child.on('close', resolve));
  return { exitCode, stderr };
}
