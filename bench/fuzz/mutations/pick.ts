// Random choices.
import type { Random } from '../../../src/tensors/random.js';

export function pick<Item>(items: readonly Item[], random: Random): Item {
  return items[random.below(items.length)];
}

/** A half-open range within a length: mostly short, sometimes up to the whole. */
export function pickRange(length: number, random: Random): [start: number, end: number] {
  const start = random.below(length + 1);
  const most = random.below(4) === 0 ? length - start : Math.min(16, length - start);
  return [start, start + random.below(most + 1)];
}

const MOST_CHANGES = 4;

/** Applies one mutation after another, from one to a few. */
export function mutateRepeatedly<Input>(
  input: Input,
  mutations: readonly ((input: Input, random: Random) => Input)[],
  random: Random,
): Input {
  let mutated = input;
  const count = 1 + random.below(MOST_CHANGES);
  for (let change = 0; change < count; change++) {
    mutated = pick(mutations, random)(mutated, random);
  }
  return mutated;
}
