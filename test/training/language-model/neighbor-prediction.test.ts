import { expect, test } from '@jest/globals';
import { layOutSteps } from '../../../src/layers/layer.js';
import { zeroMatrix } from '../../../src/tensors/matrix.js';
import { allocateParameters } from '../../../src/tensors/parameters.js';
import { predictNeighbors } from '../../../src/training/language-model/neighbor-prediction.js';
import { arithmetics, freshEngine } from '../../kernels/fresh-engine.js';
import { fromTimeMajor, toTimeMajor } from '../../layers/time-major.js';
import { neighborPrediction } from '../../reference/neighbor-prediction.js';
import { randomPrediction } from '../../reference/random-prediction.js';
import { relativeError } from '../../reference/relative-error.js';
import { matrixOf, valuesOf } from '../../tensors/matrix-of.js';

const cases = arithmetics.flatMap((arithmetic) =>
  [
    { lengths: [7, 5, 5, 2, 1], H: 3, width: 5, C: 9, directions: 2 },
    { lengths: [4, 4, 4], H: 8, width: 4, C: 3, directions: 2 },
    { lengths: [6, 1], H: 5, width: 8, C: 17, directions: 1 },
    { lengths: [2], H: 1, width: 1, C: 2, directions: 2 },
  ].map((sizes) => ({ arithmetic, ...sizes })),
);

test.each(cases)(
  '$arithmetic loss and gradients match the reference for $lengths',
  ({ arithmetic, ...sizes }) => {
    const { lengths, H, width, C, directions } = sizes;
    const { sentences, projections, vectors } = randomPrediction(sizes, 2);
    const reference = neighborPrediction(sentences, projections, vectors);
    const expected = reference.backward();

    const engine = freshEngine(arithmetic);
    const { list } = allocateParameters(
      engine,
      projections.flatMap((_, k) => [
        { name: `${k}.weight`, shape: [width, H] },
        { name: `${k}.bias`, shape: [width] },
      ]),
      true,
    );
    const placed = projections.map((values, k) => {
      const [weight, bias] = list.slice(2 * k, 2 * k + 2);
      engine.memory.floats(weight.value, weight.count).set(values.weight);
      engine.memory.floats(bias.value, bias.count).set(values.bias);
      return { weight, bias };
    });
    const states = sentences.map((sentence) => sentence.states);
    const candidates = sentences.map((sentence) => sentence.candidates);
    const dVectors = zeroMatrix(engine, C, width);
    const prediction = predictNeighbors(
      engine,
      placed,
      { vectors: matrixOf(engine, vectors, width), dVectors },
      {
        steps: layOutSteps(engine, lengths),
        states: matrixOf(engine, toTimeMajor(states, lengths, directions * H), directions * H),
        candidateOfToken: [...toTimeMajor(candidates, lengths, 1)],
      },
    );
    expect(prediction.predictionCount).toBe(reference.count);
    expect(relativeError([prediction.loss / reference.count], [reference.loss])).toBeLessThan(1e-5);

    const dStates = fromTimeMajor(valuesOf(engine, prediction.backward()), lengths, directions * H);
    const joined = (arrays: readonly Float64Array[]) => arrays.flatMap((array) => [...array]);
    expect(relativeError(joined(dStates), joined(expected.dStates))).toBeLessThan(1e-4);
    expect(relativeError(valuesOf(engine, dVectors), expected.dVectors)).toBeLessThan(1e-4);
    placed.forEach(({ weight, bias }, k) => {
      const gradient = (p: typeof weight) =>
        Float64Array.from(engine.memory.floats(p.gradient, p.count));
      expect(relativeError(gradient(weight), expected.dProjections[k].weight)).toBeLessThan(1e-4);
      expect(relativeError(gradient(bias), expected.dProjections[k].bias)).toBeLessThan(1e-4);
    });
  },
);
