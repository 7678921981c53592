// Many executions of one target, and their figures.
import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { execute, inputOf } from './execution.js';
import type { Findings } from './findings.js';
import type { FuzzTarget } from './target.js';

export interface FuzzOptions {
  readonly seed: number;
  /** The number of the first execution. */
  readonly first: number;
  /** The number at which to stop. */
  readonly end: number;
  readonly seconds: number;
  readonly folder: string;
  readonly findings: Findings;
  /** Called before each execution, with its number. */
  onStart(number: number): void;
  /** Called now and then. */
  onProgress?(figures: Figures): void;
}

export interface Figures {
  readonly executionCount: number;
  /** The number of the next execution. */
  readonly next: number;
  readonly seconds: number;
  readonly peakBytes: number;
  readonly slowestMs: number;
  /** The number of the slowest execution. */
  readonly slowest: number;
}

const PROGRESS_MS = 10_000;
const TURN = 64;

export async function fuzzTarget(target: FuzzTarget, options: FuzzOptions): Promise<Figures> {
  const { seed, first, end, folder, findings } = options;
  const seedInputs = await target.seedInputs();
  const start = performance.now();
  let shownMs = start;
  let [number, peakBytes, slowestMs, slowest] = [first, 0, 0, first];
  const figures = (): Figures => ({
    executionCount: number - first,
    next: number,
    seconds: (performance.now() - start) / 1000,
    peakBytes,
    slowestMs,
    slowest,
  });
  while (number < end && performance.now() - start < 1000 * options.seconds) {
    options.onStart(number);
    const execution = await execute(target, inputOf(target, seedInputs, seed, number), folder);
    const { input, elapsedMs, finding } = execution;
    if (finding) findings.add({ target: target.name, seed, number, input, description: finding });
    if (elapsedMs > slowestMs) [slowestMs, slowest] = [elapsedMs, number];
    peakBytes = execution.peakBytes;
    number++;
    // Memory of buffers is given back only between turns of the event loop.
    if (number % TURN === 0) await setImmediate();
    if (performance.now() - shownMs < PROGRESS_MS) continue;
    shownMs = performance.now();
    options.onProgress?.(figures());
  }
  return figures();
}

/** As in "conll: 1,000 executions, 5,000/s, peak 90 MB, slowest 3 ms (execution 17)". */
export function renderFigures(name: string, figures: Figures): string {
  const { executionCount, seconds, peakBytes, slowestMs, slowest } = figures;
  const rate = Math.round(executionCount / Math.max(seconds, 1e-3));
  return [
    `${name}: ${executionCount.toLocaleString('en')} executions`,
    `${rate.toLocaleString('en')}/s`,
    `peak ${Math.round(peakBytes / 2 ** 20)} MB`,
    `slowest ${Math.round(slowestMs)} ms (execution ${slowest})`,
  ].join(', ');
}
