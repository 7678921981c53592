// Measurements that take turns, so that other work of the machine affects all of them alike.
import type { Random } from '../../src/tensors/random.js';

/** Takes one sample: milliseconds, tokens a second, or whatever is compared. */
export type Measure<Sample = number> = () => Sample | Promise<Sample>;

export interface TurnOptions {
  readonly rounds: number;
  /** Rounds before these, in which code is compiled; their samples are discarded. */
  readonly warmUps?: number;
  /** Draws the order within each round. */
  readonly random: Random;
}

/** The samples of each measure, round by round. */
export async function takeTurns<Sample>(
  measures: readonly Measure<Sample>[],
  { rounds, warmUps = 0, random }: TurnOptions,
): Promise<Sample[][]> {
  const samples = measures.map(() => new Array<Sample>(rounds));
  for (let round = -warmUps; round < rounds; round++) {
    for (const index of random.shuffle(measures.map((_, index) => index))) {
      const sample = await measures[index]();
      if (round >= 0) samples[index][round] = sample;
    }
  }
  return samples;
}

export function elapsedMs(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

/** Milliseconds of one call; a sample is the mean of as many calls as take `leastMs` together. */
export function millisecondsPerCall(run: () => void, leastMs: number): Measure {
  const repeat = (count: number) =>
    elapsedMs(() => {
      for (let call = 0; call < count; call++) run();
    });
  let callCount = 1;
  while (repeat(callCount) < leastMs) callCount *= 2;
  return () => repeat(callCount) / callCount;
}
