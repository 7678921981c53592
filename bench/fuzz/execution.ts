// One execution of a fuzz target: its input, and what was wrong with it.
import { performance } from 'node:perf_hooks';
import { createRandom } from '../../src/tensors/random.js';
import { isExpected } from './expected-errors.js';
import { pick } from './mutations/pick.js';
import type { FuzzTarget } from './target.js';

/** An input must not take longer. */
export const MOST_MILLISECONDS = 5000;
/** The process must not need more memory. */
export const MOST_BYTES = 512 * 2 ** 20;
const LEAST_RISE = 32 * 2 ** 20;

export interface Execution {
  readonly input: Uint8Array;
  readonly elapsedMs: number;
  /** The largest resident memory of the process so far. */
  readonly peakBytes: number;
  /** Describes what was wrong, if anything. */
  readonly finding?: string;
}

/** The input of an execution: it depends on seed and number, and on no other execution. */
export function inputOf(
  target: FuzzTarget,
  seedInputs: readonly Uint8Array[],
  seed: number,
  number: number,
): Uint8Array {
  const random = createRandom(Math.imul(seed, 0x85ebca6b) ^ Math.imul(number, 0xc2b2ae35));
  return target.mutate(pick(seedInputs, random), random);
}

export async function execute(
  target: FuzzTarget,
  input: Uint8Array,
  folder: string,
): Promise<Execution> {
  const peakBefore = peakOf();
  const start = performance.now();
  let finding: string | undefined;
  try {
    await target.run(input, folder);
  } catch (error) {
    if (!isExpected(error)) finding = describe(error);
  }
  const elapsedMs = performance.now() - start;
  const peakBytes = peakOf();
  if (elapsedMs > MOST_MILLISECONDS) finding ??= 'an input took too long';
  // The peak is that of the whole process, so only an execution that raised it is to blame.
  const isRaised = peakBytes - peakBefore > LEAST_RISE;
  if (peakBytes > MOST_BYTES && isRaised) finding ??= 'an input took too much memory';
  return { input, elapsedMs, peakBytes, finding };
}

/** Resident memory, which is measured in kilobytes. */
const peakOf = () => process.resourceUsage().maxRSS * 1024;

const SHOWN_CHARACTERS = 2000;

function describe(error: unknown): string {
  if (!(error instanceof Error)) return `thrown: ${String(error)}`;
  const { name, message, stack = '' } = error;
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return [`${name}: ${message}`.slice(0, SHOWN_CHARACTERS), ...frames].join('\n');
}
