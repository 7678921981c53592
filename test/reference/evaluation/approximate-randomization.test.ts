// Worked by hand. If only the correct counts differ, the test is the two-sided sign test.
import { expect, test } from '@jest/globals';
import { randomNumbers } from '../random.js';
import { approximateRandomization, EXACT_LIMIT } from './approximate-randomization.js';
import { addCounts, type Counts } from './counts.js';

const OPTIONS = { shuffleCount: 1000, seed: 1 };
const RIGHT: Counts = { correct: 1, gold: 1, predicted: 1 };
const WRONG: Counts = { correct: 0, gold: 1, predicted: 1 };
const SILENT: Counts = { correct: 0, gold: 1, predicted: 0 };

/** Two systems: the first one alone is right in some sentences, the second one in the others. */
function systems(firstBetter: number, secondBetter: number): [Counts[], Counts[]] {
  const first = [...Array(firstBetter).fill(RIGHT), ...Array(secondBetter).fill(WRONG)];
  const second = [...Array(firstBetter).fill(WRONG), ...Array(secondBetter).fill(RIGHT)];
  return [first, second];
}

test.each([
  { name: 'no sentences', counts: [] },
  { name: 'one empty sentence', counts: [{ correct: 0, gold: 0, predicted: 0 }] },
  { name: 'sentences with equal counts', counts: [RIGHT, WRONG, SILENT] },
])('systems with $name have a p of 1', ({ counts }) => {
  expect(approximateRandomization(counts, counts, OPTIONS)).toEqual({
    difference: 0,
    pValue: 1,
    isExact: true,
    differingCount: 0,
  });
});

// Both ways round, and only these, differ as much: p = 2 / 2ⁿ.
test.each([
  { count: 1, pValue: 1 },
  { count: 2, pValue: 1 / 2 },
  { count: 5, pValue: 1 / 16 },
  { count: EXACT_LIMIT, pValue: 2 ** (1 - EXACT_LIMIT) },
])('$count sentences that all favor the first system have a p of $pValue', ({ count, pValue }) => {
  const [first, second] = systems(count, 0);
  const expected = { difference: 1, pValue, isExact: true, differingCount: count };
  expect(approximateRandomization(first, second, OPTIONS)).toEqual(expected);
  expect(approximateRandomization(second, first, OPTIONS)).toEqual({ ...expected, difference: -1 });
});

// 2 (1 + 4) / 2⁴ for 3 to 1, 2 (1 + 5) / 2⁵ for 4 to 1, 2 (1 + 6 + 15) / 2⁶ for 4 to 2.
test.each([
  { better: 3, worse: 1, pValue: 10 / 16 },
  { better: 4, worse: 1, pValue: 12 / 32 },
  { better: 4, worse: 2, pValue: 44 / 64 },
  { better: 3, worse: 3, pValue: 1 },
])('$better sentences against $worse have the p of the sign test', ({ better, worse, pValue }) => {
  const result = approximateRandomization(...systems(better, worse), OPTIONS);
  expect(result.pValue).toBe(pValue);
  expect(result.difference).toBeCloseTo((better - worse) / (better + worse), 15);
});

test('sentences with equal counts take part in F1 and not in the exchange', () => {
  const equal = [RIGHT, WRONG, SILENT];
  const result = approximateRandomization([...equal, RIGHT], [...equal, WRONG], OPTIONS);
  expect(result).toEqual({
    difference: 4 / 7 - 2 / 7,
    pValue: 1,
    isExact: true,
    differingCount: 1,
  });
});

// F1 of the exchanges: 2·2/4 - 0 before, 2·1/3 - 2·1/3 with one sentence exchanged.
test('a silent system is compared by its own number of predictions', () => {
  const result = approximateRandomization([RIGHT, RIGHT], [SILENT, SILENT], OPTIONS);
  expect(result).toEqual({ difference: 1, pValue: 1 / 2, isExact: true, differingCount: 2 });
});

// F1 is 3/7 and 3/5, and 4/7 and 2/5 if the first sentence is exchanged. Both differ by 6/35, in
// floating point by less the second time. Of 8 exchanges, 2 differ by 12/143, 4 by 6/35 and 2 by
// 60/143.
test('equal differences are equal in spite of rounding', () => {
  expect(4 / 7 - 2 / 5).toBeLessThan(3 / 5 - 3 / 7);
  const first = [
    { correct: 0, gold: 1, predicted: 2 },
    { correct: 3, gold: 3, predicted: 3 },
    { correct: 0, gold: 2, predicted: 3 },
  ];
  const second = [
    { correct: 1, gold: 1, predicted: 2 },
    { correct: 2, gold: 3, predicted: 2 },
    { correct: 0, gold: 2, predicted: 0 },
  ];
  const result = approximateRandomization(first, second, OPTIONS);
  expect(result.difference).toBeCloseTo(-6 / 35, 15);
  expect(result.pValue).toBe(6 / 8);
});

test('more sentences than can be enumerated are shuffled, to the p of the sign test', () => {
  // P(X ≥ 14) = 0.0576591 for 20 fair coins; the standard error of 4000 shuffles is 0.005.
  const result = approximateRandomization(...systems(14, 6), { shuffleCount: 4000, seed: 5 });
  expect(result.isExact).toBe(false);
  expect(result.differingCount).toBe(20);
  expect(Math.abs(result.pValue - 2 * 0.0576591)).toBeLessThan(0.02);
});

test('the least p of shuffles is 1 / (shuffles + 1)', () => {
  const options = { shuffleCount: 99, seed: 6 };
  expect(approximateRandomization(...systems(40, 0), options).pValue).toBe(1 / 100);
});

test('the same seed gives the same p', () => {
  const p = (seed: number) =>
    approximateRandomization(...systems(12, 8), { shuffleCount: 300, seed }).pValue;
  expect(p(7)).toBe(p(7));
  expect(new Set([7, 8, 9, 10].map(p)).size).toBeGreaterThan(1);
});

test('shuffles come near to the share among all exchanges, for random counts', () => {
  const random = randomNumbers(8);
  const randomCounts = (gold: number, predicted: number): Counts => ({
    correct: random.integer(Math.min(gold, predicted) + 1),
    gold,
    predicted,
  });
  const golds = Array.from({ length: EXACT_LIMIT + 1 }, () => 1 + random.integer(3));
  const first = golds.map((gold) => randomCounts(gold, 1));
  const second = golds.map((gold) => randomCounts(gold, 2 + random.integer(2)));

  const f1 = (counts: readonly Counts[]) => {
    const total = counts.reduce(addCounts);
    return (2 * total.correct) / (total.gold + total.predicted);
  };
  const differences = Array.from({ length: 2 ** golds.length }, (_, subset) => {
    const isExchanged = (k: number) => (subset >> k) % 2 === 1;
    return Math.abs(
      f1(first.map((counts, k) => (isExchanged(k) ? second[k] : counts))) -
        f1(second.map((counts, k) => (isExchanged(k) ? first[k] : counts))),
    );
  });
  const isAsLarge = (difference: number) => difference > differences[0] - 1e-12;
  const share = differences.filter(isAsLarge).length / differences.length;

  const result = approximateRandomization(first, second, { shuffleCount: 4000, seed: 9 });
  expect(result.differingCount).toBe(EXACT_LIMIT + 1);
  expect(result.isExact).toBe(false);
  // Four standard errors of 4000 shuffles are at most 0.032.
  expect(Math.abs(result.pValue - share)).toBeLessThan(0.032);
  expect(share).toBeGreaterThan(0.05);
  expect(share).toBeLessThan(0.95);
});

test.each([
  { first: [RIGHT], second: [], message: 'expected 1 sentences, found 0' },
  {
    first: [RIGHT, RIGHT],
    second: [WRONG, { ...RIGHT, gold: 2 }],
    message: 'sentence 1: expected 1 gold entities, found 2',
  },
])('"$message" is an error', ({ first, second, message }) => {
  expect(() => approximateRandomization(first, second, OPTIONS)).toThrow(message);
});
