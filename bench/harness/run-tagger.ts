// Runs the program as a user does and measures its time.
import { spawnSync } from 'node:child_process';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';

export const taggerPath = fileURLToPath(new URL('../../../bin/tagger.js', import.meta.url));

export interface TaggerRun {
  readonly elapsedMs: number;
  readonly stderr: string;
}

/** Runs a command to its end; its standard output is discarded. */
export function runTagger(args: readonly string[]): TaggerRun {
  const start = performance.now();
  const { status, stderr } = spawnSync(execPath, [taggerPath, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  const elapsedMs = performance.now() - start;
  if (status !== 0) throw new Error(`tagger ${args.join(' ')}: exit code ${status}: ${stderr}`);
  return { elapsedMs, stderr };
}

/** Training speed in tokens/s, as the command prints it at its end. */
export function trainingSpeed(stderr: string): number {
  const [, figure] = /trained at ([\d,]+) tokens\/s/.exec(stderr) ?? [];
  if (figure === undefined) throw new Error(`expected a training speed, found: ${stderr}`);
  return Number(figure.replaceAll(',', ''));
}

/** Peak resident megabytes, as the command prints them with --verbose. */
export function residentMegabytes(stderr: string): number {
  const [, figure] = /([\d.]+) MB resident at peak/.exec(stderr) ?? [];
  if (figure === undefined) throw new Error(`expected a peak of resident memory, found: ${stderr}`);
  return Number(figure);
}

/** The help of a command with all of its flags. */
export function readHelp(command: string): string {
  return spawnSync(execPath, [taggerPath, command, '--help-all'], { encoding: 'utf8' }).stdout;
}

/** Whether a help text names the flag. */
export function namesFlag(help: string, flag: string): boolean {
  return new RegExp(`${flag}(?![\\w-])`).test(help);
}
