import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { crfDecode, crfLoss, crfMarginals } from './crf.js';
import { crfByEnumeration } from './crf-enumeration.js';
import { type CrfScores, constrain, pathScore } from './crf-scores.js';
import { finiteDifferences } from './finite-differences.js';
import { randomNumbers } from './random.js';
import { randomConstraints } from './random-network.js';
import { relativeError } from './relative-error.js';

function randomCrf(T: number, L: number) {
  const random = randomNumbers(T * 10 + L);
  const emissions = random.normals(T * L, 1.5);
  const scores = {
    transitions: random.normals(L * L),
    start: random.normals(L),
    end: random.normals(L),
  };
  const gold = Array.from({ length: T }, () => random.integer(L));
  return { emissions, scores, gold, allowed: randomConstraints(random, [gold], L) };
}

const sizes = [
  [1, 2],
  [1, 5],
  [2, 3],
  [4, 1],
  [5, 4],
  [7, 3],
];
const cases = sizes.flatMap(([T, L]) => ['free', 'constrained'].map((paths) => ({ T, L, paths })));

test('a path scores its start, its emissions, its transitions from row to column, and its end', () => {
  const scores = {
    transitions: Float64Array.of(1, 2, 4, 8),
    start: Float64Array.of(16, 32),
    end: Float64Array.of(64, 128),
  };
  const emissions = Float64Array.of(0.1, 0.2, 0.3, 0.4);
  expect(pathScore([0, 1], emissions, scores)).toBeCloseTo(16 + 0.1 + 2 + 0.4 + 128, 12);
  expect(pathScore([1, 0], emissions, scores)).toBeCloseTo(32 + 0.2 + 4 + 0.3 + 64, 12);
});

test('the enumeration weighs two labels over one token as a coin', () => {
  const scores = {
    transitions: new Float64Array(4),
    start: Float64Array.of(Math.log(3), 0),
    end: Float64Array.of(0, 0),
  };
  const { logZ, marginals } = crfByEnumeration(new Float64Array(2), scores);
  expect(logZ).toBeCloseTo(Math.log(4), 14);
  expect(relativeError(marginals, [3 / 4, 1 / 4])).toBeLessThan(1e-15);
});

test.each(cases)(
  'log Z, marginals and best path equal the enumeration for T=$T L=$L $paths',
  ({ T, L, paths }) => {
    const { emissions, scores, gold, allowed } = randomCrf(T, L);
    const used = paths === 'free' ? scores : constrain(scores, allowed);
    const expected = crfByEnumeration(emissions, used);
    const { logZ, marginals, pairwise } = crfMarginals(emissions, used);
    const { path, score } = crfDecode(emissions, used);
    expect(Math.abs(logZ - expected.logZ)).toBeLessThan(1e-12);
    expect(relativeError(marginals, expected.marginals)).toBeLessThan(1e-12);
    expect(relativeError(pairwise, expected.pairwise)).toBeLessThan(1e-12);
    expect(path).toEqual(expected.bestPath);
    expect(Math.abs(score - expected.bestScore)).toBeLessThan(1e-12);
    expect(
      Math.abs(
        crfLoss(emissions, gold, used).loss - (expected.logZ - pathScore(gold, emissions, used)),
      ),
    ).toBeLessThan(1e-12);
  },
);

test.each(cases.filter(({ L }) => L > 1))(
  'the gradients of the loss match finite differences for T=$T L=$L $paths',
  ({ T, L, paths }) => {
    const { emissions, scores, gold, allowed } = randomCrf(T, L);
    const run = () =>
      crfLoss(emissions, gold, paths === 'free' ? scores : constrain(scores, allowed));
    const errorAt = (analytic: Float64Array, x: Float64Array) =>
      relativeError(
        analytic,
        finiteDifferences(() => run().loss, x),
      );
    const { dEmissions, dTransitions, dStart, dEnd } = run();
    expect(errorAt(dEmissions, emissions)).toBeLessThan(1e-6);
    expect(errorAt(dTransitions, scores.transitions)).toBeLessThan(1e-6);
    expect(errorAt(dStart, scores.start)).toBeLessThan(1e-6);
    expect(errorAt(dEnd, scores.end)).toBeLessThan(1e-6);
  },
);

test('with one label there is one path, and nothing to lose', () => {
  const { emissions, scores, gold } = randomCrf(4, 1);
  expect(crfLoss(emissions, gold, scores).loss).toBeCloseTo(0, 12);
});

test('a forbidden transition has probability 0, gradient 0, and is on no best path', () => {
  const { emissions, scores, gold, allowed } = randomCrf(7, 3);
  const constrained = constrain(scores, allowed);
  const { pairwise } = crfMarginals(emissions, constrained);
  const { dTransitions } = crfLoss(emissions, gold, constrained);
  expect(allowed.transitions).toContain(false);
  for (const [k, isAllowed] of allowed.transitions.entries()) {
    if (isAllowed) continue;
    expect(pairwise.filter((_, n) => n % 9 === k)).toEqual(new Float64Array(6));
    expect(dTransitions[k]).toBe(0);
  }
  expect(pathScore(crfDecode(emissions, constrained).path, emissions, constrained)).toBeGreaterThan(
    Number.NEGATIVE_INFINITY,
  );
});

test('a forbidden gold path is an error', () => {
  const { emissions, scores, allowed } = randomCrf(2, 3);
  const start = [false, true, true];
  const constrained = constrain(scores, { ...allowed, start });
  expect(() => crfLoss(emissions, [0, 1], constrained)).toThrow('the loss of the path 0,1 is');
});

test('scores far from zero neither overflow nor vanish', () => {
  const { emissions, scores, gold } = randomCrf(5, 4);
  const far = emissions.map((score) => score + 2000);
  const { loss, dEmissions } = crfLoss(far, gold, scores);
  expect(Math.abs(loss - crfLoss(emissions, gold, scores).loss)).toBeLessThan(1e-9);
  expect(relativeError(dEmissions, crfLoss(emissions, gold, scores).dEmissions)).toBeLessThan(1e-9);
});

// Whole numbers add up exactly, so equal paths are equal to the last bit and ties are frequent.
const tiedCrf = fc
  .record({ T: fc.integer({ min: 1, max: 5 }), L: fc.integer({ min: 1, max: 3 }) })
  .chain(({ T, L }) => {
    const scores = (length: number) =>
      fc
        .array(fc.integer({ min: -1, max: 1 }), { minLength: length, maxLength: length })
        .map((values) => Float64Array.from(values));
    return fc.record({
      emissions: scores(T * L),
      scores: fc.record({ transitions: scores(L * L), start: scores(L), end: scores(L) }),
    });
  });

test('of equally good paths both implementations take the lowest label at every maximum', () => {
  fc.assert(
    fc.property(
      tiedCrf,
      ({ emissions, scores }: { emissions: Float64Array; scores: CrfScores }) => {
        const { path, score } = crfDecode(emissions, scores);
        const expected = crfByEnumeration(emissions, scores);
        expect(path).toEqual(expected.bestPath);
        expect(score).toBe(expected.bestScore);
      },
    ),
    { seed: 1, numRuns: 300 },
  );
});

test('ties are broken from the last label to the first', () => {
  // [0, 1] and [1, 0] are equally good and better than the rest.
  const scores = {
    transitions: Float64Array.of(0, 1, 1, 0),
    start: new Float64Array(2),
    end: new Float64Array(2),
  };
  expect(crfDecode(new Float64Array(4), scores).path).toEqual([1, 0]);
  expect(crfByEnumeration(new Float64Array(4), scores).bestPath).toEqual([1, 0]);
});
