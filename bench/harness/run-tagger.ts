// Runs the program as a user does, and takes its time.
import { spawnSync } from 'node:child_process';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';

export const program = fileURLToPath(new URL('../../../bin/tagger.js', import.meta.url));

export interface TaggerRun {
  readonly elapsedMs: number;
  readonly stderr: string;
}

/** What it writes to stdout is thrown away. */
export function runTagger(args: readonly string[]): TaggerRun {
  const start = performance.now();
  const { status, stderr } = spawnSync(execPath, [program, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  const elapsedMs = performance.now() - start;
  if (status !== 0) throw new Error(`tagger ${args.join(' ')}: exit code ${status}: ${stderr}`);
  return { elapsedMs, stderr };
}

/** Tokens a second of learning alone, as the command says at its end. */
export function trainingSpeed(stderr: string): number {
  const [, figure] = /trained at ([\d,]+) tokens\/s/.exec(stderr) ?? [];
  if (figure === undefined) throw new Error(`no speed of training in: ${stderr}`);
  return Number(figure.replaceAll(',', ''));
}

/** Megabytes of memory that were resident at most, as the command says with --verbose. */
export function residentMegabytes(stderr: string): number {
  const [, figure] = /([\d.]+) MB resident at peak/.exec(stderr) ?? [];
  if (figure === undefined) throw new Error(`no resident memory in: ${stderr}`);
  return Number(figure);
}

/** Whether the command knows the flag, as its help says. */
export function knowsFlag(command: string, flag: string): boolean {
  return namesFlag(readHelp(command), flag);
}

export function readHelp(command: string): string {
  return spawnSync(execPath, [program, command, '--help'], { encoding: 'utf8' }).stdout;
}

export function namesFlag(help: string, flag: string): boolean {
  return new RegExp(`${flag}(?![\\w-])`).test(help);
}
