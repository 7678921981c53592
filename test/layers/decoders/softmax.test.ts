import { expect, test } from '@jest/globals';
import { createSoftmax } from '../../../src/layers/decoders/softmax.js';
import { layOutSteps } from '../../../src/layers/layer.js';
import { arithmetics, freshEngine } from '../../kernels/fresh-engine.js';
import { randomNumbers } from '../../reference/random.js';
import { relativeError } from '../../reference/relative-error.js';
import { softmaxDecode, softmaxLoss } from '../../reference/softmax.js';
import { matrixOf, valuesOf } from '../../tensors/matrix-of.js';
import { fromTimeMajor, toTimeMajor } from '../time-major.js';

const joined = (arrays: readonly Float64Array[]) =>
  Float64Array.from(arrays.flatMap((array) => Array.from(array)));

function randomEmissions(lengths: readonly number[], L: number, spread: number) {
  const random = randomNumbers(lengths[0] * 100 + L);
  return {
    emissions: lengths.map((T) => random.normals(T * L, spread)),
    gold: lengths.map((T) => Array.from({ length: T }, () => random.integer(L))),
  };
}

function engineSoftmax(
  arithmetic: (typeof arithmetics)[number],
  { emissions, gold }: ReturnType<typeof randomEmissions>,
  L: number,
) {
  const engine = freshEngine(arithmetic);
  const lengths = gold.map((labels) => labels.length);
  const steps = layOutSteps(engine, lengths);
  const decoder = createSoftmax(engine, L);
  const rows = matrixOf(engine, toTimeMajor(emissions, lengths, L), decoder.emissionWidth);
  const goldAddress = engine.memory.allocate(steps.R * 4);
  engine.memory.integers(goldAddress, steps.R).set(toTimeMajor(gold, lengths, 1));
  const paths = decoder.startDecoding()(steps, rows);
  const { loss, dEmissions } = decoder.loss(steps, rows, { labels: goldAddress, weight: 0.5 });
  return { loss, paths, dEmissions: fromTimeMajor(valuesOf(engine, dEmissions), lengths, L) };
}

const cases = arithmetics.flatMap((arithmetic) =>
  [2, 3, 4, 5, 9].flatMap((L) =>
    [[1], [4], [6, 3, 3, 1], [5, 5]].flatMap((lengths) =>
      // Gaps of 200 make the probability of nearly every label underflow in single precision.
      [1.5, 200].map((spread) => ({ arithmetic, L, lengths, spread })),
    ),
  ),
);

test.each(cases)(
  '$arithmetic loss, gradient and labels match the reference for L=$L, lengths $lengths, spread $spread',
  ({ arithmetic, L, lengths, spread }) => {
    const given = randomEmissions(lengths, L, spread);
    const found = engineSoftmax(arithmetic, given, L);
    const expected = softmaxLoss(joined(given.emissions), given.gold.flat());
    const tokens = given.gold.flat().length;
    expect(Math.abs(found.loss - expected.loss)).toBeLessThan(1e-6 * (expected.loss + tokens));
    const difference = joined(found.dEmissions).map((d, k) => d - 0.5 * expected.dEmissions[k]);
    expect(Math.max(...difference.map(Math.abs))).toBeLessThan(1e-6);
    expect(found.paths).toEqual(given.emissions.map((sentence) => softmaxDecode(sentence, L)));
  },
);

test('a sentence of 10,000 tokens keeps its digits', () => {
  const given = randomEmissions([10000], 9, 1.5);
  const found = engineSoftmax('exact', given, 9);
  const expected = softmaxLoss(given.emissions[0], given.gold[0]);
  expect(relativeError([found.loss], [expected.loss])).toBeLessThan(1e-6);
  const gradient = expected.dEmissions.map((d) => d / 2);
  expect(relativeError(found.dEmissions[0], gradient)).toBeLessThan(1e-5);
});

test('emissions that are not finite make the loss not finite', () => {
  for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
    const given = randomEmissions([3, 2], 5, 1.5);
    given.emissions[1][7] = bad;
    expect(Number.isFinite(engineSoftmax('exact', given, 5).loss)).toBe(false);
  }
});
