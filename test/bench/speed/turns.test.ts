import { expect, test } from '@jest/globals';
import { takeTurns } from '../../../bench/speed/turns.js';
import { createRandom } from '../../../src/tensors/random.js';

const names = ['a', 'b', 'c', 'd'];

/**
 * Measures that return their name and the number of the sample, and record the order they are taken
 * in.
 */
function countingMeasures() {
  const taken: string[] = [];
  const measures = names.map((name) => {
    let count = 0;
    return () => {
      taken.push(name);
      return `${name}${++count}`;
    };
  });
  return { measures, taken };
}

test('each measure has its own samples in the order of the rounds', async () => {
  const { measures } = countingMeasures();
  const samples = await takeTurns(measures, { rounds: 3, random: createRandom(1) });
  expect(samples).toEqual(names.map((name) => [`${name}1`, `${name}2`, `${name}3`]));
});

test('every measure is taken once a round, in a changing order', async () => {
  const { measures, taken } = countingMeasures();
  await takeTurns(measures, { rounds: 10, random: createRandom(1) });
  const rounds = Array.from({ length: 10 }, (_, round) => taken.slice(4 * round, 4 * round + 4));
  for (const round of rounds) expect(round.toSorted()).toEqual(names);
  expect(new Set(rounds.map((round) => round.join(''))).size).toBeGreaterThan(1);
});

test('the samples of warm-up rounds are discarded', async () => {
  const { measures } = countingMeasures();
  const samples = await takeTurns(measures, { rounds: 1, warmUps: 2, random: createRandom(1) });
  expect(samples).toEqual(names.map((name) => [`${name}3`]));
});
