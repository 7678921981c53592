import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { FloatArithmetic } from '../../../src/kernels/kernels.js';
import { arithmetics, freshEngine } from '../../kernels/fresh-engine.js';
import { crfDecode, crfLoss } from '../../reference/crf.js';
import { crfByEnumeration } from '../../reference/crf-enumeration.js';
import { constrain, pathScore } from '../../reference/crf-scores.js';
import { randomNumbers } from '../../reference/random.js';
import { randomConstraints } from '../../reference/random-network.js';
import { relativeError } from '../../reference/relative-error.js';
import { sumOfSquares } from '../../reference/vector.js';
import { type CrfCase, engineCrf } from '../engine-crf.js';

function randomCrf(lengths: readonly number[], L: number, spread = 1.5, seed = 0): CrfCase {
  const random = randomNumbers(seed * 10000 + lengths.length * 100 + lengths[0] * 10 + L);
  const emissions = lengths.map((T) => random.normals(T * L, spread));
  const scores = {
    transitions: random.normals(L * L),
    start: random.normals(L),
    end: random.normals(L),
  };
  const gold = lengths.map((T) => Array.from({ length: T }, () => random.integer(L)));
  return { emissions, scores, gold, allowed: randomConstraints(random, gold, L) };
}

/** The reference's answer for the sentences one by one, the shared gradients summed. */
function expectedOf({ emissions, scores, gold, allowed }: CrfCase) {
  const used = allowed ? constrain(scores, allowed) : scores;
  const each = emissions.map((sentence, n) => crfLoss(sentence, gold[n], used));
  const summed = (name: 'dTransitions' | 'dStart' | 'dEnd') =>
    each.reduce(
      (sum, gradients) => sum.map((value, k) => value + gradients[name][k]),
      each[0][name].map(() => 0),
    );
  return {
    losses: each.map(({ loss }) => loss),
    dEmissions: each.map(({ dEmissions }) => dEmissions),
    dTransitions: summed('dTransitions'),
    dStart: summed('dStart'),
    dEnd: summed('dEnd'),
    paths: emissions.map((sentence) => crfDecode(sentence, used).path),
    used,
  };
}

const joined = (arrays: readonly Float64Array[]) => arrays.flatMap((array) => Array.from(array));
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/**
 * Within 1e-4 of its norm, but for what rounding leaves of a gradient that is a difference of equal
 * probabilities.
 */
function expectGradient(found: ArrayLike<number>, exact: ArrayLike<number>, rounding: number) {
  const difference = Math.sqrt(sumOfSquares(Float64Array.from(found, (d, k) => d - exact[k])));
  expect(difference).toBeLessThanOrEqual(1e-4 * Math.sqrt(sumOfSquares(exact)) + rounding);
}

/** Scores of size `scale` are rounded by 2⁻²⁴ of that, and probabilities change in proportion. */
function expectAgreement(crf: CrfCase, arithmetic: FloatArithmetic, scale = 1) {
  const found = engineCrf(freshEngine(arithmetic), crf);
  const expected = expectedOf(crf);
  const tokens = sum(crf.gold.map((labels) => labels.length));
  const rounding = 1e-6 * scale;
  expect(Math.abs(found.loss - sum(expected.losses))).toBeLessThan(
    1e-6 * sum(expected.losses) + rounding * tokens,
  );
  expectGradient(found.dTransitions, expected.dTransitions, rounding);
  expectGradient(found.dStart, expected.dStart, rounding);
  expectGradient(found.dEnd, expected.dEnd, rounding);
  expectGradient(joined(found.dEmissions), joined(expected.dEmissions), rounding);
  expect(found.paths).toEqual(expected.paths);
}

const batches = [[1], [4], [6, 3, 3, 1], [5, 5], [9, 8, 2, 2, 1, 1]];
const cases = arithmetics.flatMap((arithmetic) =>
  [3, 4, 5, 9].flatMap((L) =>
    batches.flatMap((lengths) =>
      ['free', 'constrained'].map((paths) => ({ arithmetic, L, lengths, paths })),
    ),
  ),
);

test.each(cases)(
  '$arithmetic loss, gradients and paths match the reference for L=$L, lengths $lengths, $paths',
  ({ arithmetic, L, lengths, paths }) => {
    const crf = randomCrf(lengths, L);
    expectAgreement(paths === 'free' ? { ...crf, allowed: undefined } : crf, arithmetic);
  },
);

test.each(cases.filter(({ L, lengths }) => L ** lengths[0] < 20000))(
  '$arithmetic loss, marginals and best path match the enumeration for L=$L, lengths $lengths, $paths',
  ({ arithmetic, L, lengths, paths }) => {
    const random = randomCrf(lengths, L);
    const crf = paths === 'free' ? { ...random, allowed: undefined } : random;
    const { used } = expectedOf(crf);
    const found = engineCrf(freshEngine(arithmetic), crf);
    const expected = crf.emissions.map((sentence) => crfByEnumeration(sentence, used));
    const losses = expected.map(
      ({ logZ }, n) => logZ - pathScore(crf.gold[n], crf.emissions[n], used),
    );
    expect(Math.abs(found.loss - sum(losses))).toBeLessThan(1e-5 * sum(losses) + 1e-6);
    expect(found.paths).toEqual(expected.map(({ bestPath }) => bestPath));
    for (const [n, { marginals }] of expected.entries()) {
      const probabilities = found.dEmissions[n].slice();
      for (const [t, label] of crf.gold[n].entries()) probabilities[t * L + label] += 1;
      expect(relativeError(probabilities, marginals)).toBeLessThan(1e-5);
    }
  },
);

test('with one label there is one path and nothing to learn', () => {
  const found = engineCrf(freshEngine(), { ...randomCrf([4, 2, 1], 1), allowed: undefined });
  expect(Math.abs(found.loss)).toBeLessThan(1e-5);
  expect(found.paths).toEqual([[0, 0, 0, 0], [0, 0], [0]]);
  const gradients = [...joined(found.dEmissions), ...found.dTransitions, ...found.dStart];
  for (const gradient of gradients) expect(Math.abs(gradient)).toBeLessThan(1e-6);
});

test('illegal transitions get no gradient and are on no path', () => {
  const crf = randomCrf([9, 8, 2, 2, 1, 1], 5);
  const found = engineCrf(freshEngine(), crf);
  const { transitions, start, end } = crf.allowed!;
  expect(transitions).toContain(false);
  for (const [k, isLegal] of transitions.entries())
    if (!isLegal) expect(found.dTransitions[k]).toBe(0);
  for (const [k, isLegal] of start.entries()) if (!isLegal) expect(found.dStart[k]).toBe(0);
  for (const [k, isLegal] of end.entries()) if (!isLegal) expect(found.dEnd[k]).toBe(0);
  for (const path of found.paths) {
    expect(start[path[0]] && end[path[path.length - 1]]).toBe(true);
    for (let t = 1; t < path.length; t++) expect(transitions[path[t - 1] * 5 + path[t]]).toBe(true);
  }
});

test('the weight scales every gradient and leaves the loss', () => {
  const crf = randomCrf([5, 3], 4);
  const whole = engineCrf(freshEngine(), crf);
  const quarter = engineCrf(freshEngine(), crf, 0.25);
  expect(quarter.loss).toBe(whole.loss);
  for (const name of ['dTransitions', 'dStart', 'dEnd'] as const) {
    expect(
      relativeError(
        quarter[name].map((d) => 4 * d),
        whole[name],
      ),
    ).toBeLessThan(1e-6);
  }
  const scaled = joined(quarter.dEmissions).map((d) => 4 * d);
  expect(relativeError(scaled, joined(whole.dEmissions))).toBeLessThan(1e-6);
});

// Gaps this wide make the probability of nearly every label underflow in single precision.
test.each(
  arithmetics.flatMap((arithmetic) =>
    [3, 4, 5, 9].flatMap((L) => ['free', 'constrained'].map((paths) => ({ arithmetic, L, paths }))),
  ),
)(
  '$arithmetic emissions 200 apart match the reference for L=$L, $paths',
  ({ arithmetic, L, paths }) => {
    for (let seed = 1; seed <= 10; seed++) {
      const crf = randomCrf([8, 5, 5, 1], L, 200, seed);
      expectAgreement(paths === 'free' ? { ...crf, allowed: undefined } : crf, arithmetic, 200);
    }
  },
);

test('a path that only improbable labels can take keeps its probability', () => {
  // Label 0 is better by 200 at the first token, and may not be followed by 1 or 2, which are on
  // the gold path.
  const crf = {
    emissions: [Float64Array.of(200, 0, 1, -200, 0.5, 0.25, -200, 0, 0)],
    scores: {
      transitions: Float64Array.of(0, 0, 0, 0.3, 0.1, 0.7, -0.4, 0.2, 0.9),
      start: new Float64Array(3),
      end: Float64Array.of(-200, 0.1, 0.2),
    },
    gold: [[1, 2, 1]],
    allowed: {
      transitions: [true, false, false, true, true, true, true, true, true],
      start: [true, true, true],
      end: [true, true, true],
    },
  };
  for (const arithmetic of arithmetics) expectAgreement(crf, arithmetic, 200);
});

test.each([30, 60])('transitions as large as ±%i match the reference', (spread) => {
  for (let seed = 1; seed <= 20; seed++) {
    const crf = randomCrf([6, 4, 1], 4, 50, seed);
    const random = randomNumbers(seed);
    const transitions = Float64Array.from({ length: 16 }, () => random.uniform(-spread, spread));
    expectAgreement({ ...crf, scores: { ...crf.scores, transitions } }, 'exact', 100);
  }
});

test('a sentence of 10,000 tokens keeps its digits', () => {
  const crf = { ...randomCrf([10000], 9), allowed: undefined };
  const found = engineCrf(freshEngine(), crf);
  const expected = expectedOf(crf);
  expect(relativeError([found.loss], expected.losses)).toBeLessThan(1e-6);
  expect(relativeError(found.dTransitions, expected.dTransitions)).toBeLessThan(1e-4);
  expect(relativeError(found.dEmissions[0], expected.dEmissions[0])).toBeLessThan(1e-4);
  expect(found.paths).toEqual(expected.paths);
});

test('scores that are not finite make the loss not finite', () => {
  const crf = { ...randomCrf([3, 2], 5), allowed: undefined };
  for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
    for (const [n, t] of [
      [0, 0],
      [0, 2],
      [1, 1],
    ]) {
      const emissions = crf.emissions.map((sentence) => sentence.slice());
      emissions[n][t * 5 + 1] = bad;
      expect(Number.isFinite(engineCrf(freshEngine(), { ...crf, emissions }).loss)).toBe(false);
    }
  }
});

// Whole numbers add up exactly, so equal paths are equal to the last bit and ties are frequent.
test('of equally good paths the one of the lowest labels is taken, from the last token on', () => {
  const score = fc.integer({ min: -1, max: 1 });
  const scores = (length: number) =>
    fc.array(score, { minLength: length, maxLength: length }).map((x) => Float64Array.from(x));
  const tied = fc
    .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
    .chain(([T, L]) =>
      fc.record({
        emissions: scores(T * L).map((sentence) => [sentence]),
        scores: fc.record({ transitions: scores(L * L), start: scores(L), end: scores(L) }),
        gold: fc.constant([new Array<number>(T).fill(0)]),
      }),
    );
  fc.assert(
    fc.property(tied, (crf) => {
      expect(engineCrf(freshEngine(), crf).paths[0]).toEqual(
        crfDecode(crf.emissions[0], crf.scores).path,
      );
    }),
    { seed: 1, numRuns: 200 },
  );
});
