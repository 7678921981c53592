import { expect, test } from '@jest/globals';
import type { Tagger } from '../../src/model/tagger.js';
import { createRandom } from '../../src/tensors/random.js';
import { createEpochRunner, type EpochEnd } from '../../src/training/epoch.js';
import type { TrainingOptions } from '../../src/training/optimization/options.js';
import { type ReferenceSentence, referenceOf, referencePass } from '../model/reference-tagger.js';
import { relativeError } from '../reference/relative-error.js';
import { toyOptions, toySentences, toyTraining } from './toy-corpus.js';

function tableOf({ engine, network: { table } }: Tagger): number[][] {
  const { rows, width, value } = table;
  return Array.from({ length: rows }, (_, row) => [
    ...engine.memory.floats(value + row * width * 4, width),
  ]);
}

function learn(
  tagger: Tagger,
  options: Partial<TrainingOptions>,
  epochs = 1,
  rowsWithVector: ReadonlySet<number> = new Set(),
): EpochEnd[] {
  const all = { ...toyOptions, ...options };
  const input = { sentences: toySentences, rowsWithVector, random: createRandom(1) };
  const runner = createEpochRunner(tagger, input, all);
  return Array.from({ length: epochs }, (_, n) => {
    const epoch = runner.run({
      epoch: n + 1,
      learningRateAt: () => all.learningRate,
      isInterrupted: () => false,
    });
    for (;;) {
      const { done, value } = epoch.next();
      if (done) return value;
    }
  });
}

const encoded = ({ lexicon, labels }: Tagger): ReferenceSentence[] =>
  toySentences.map(({ tokens, spans }) => ({
    wordIds: tokens.map((token) => lexicon.idOf(token)),
    labelIds: labels.encode(spans, tokens.length),
  }));

test('the loss of an epoch is the mean of the sentences, the norm that of its gradient', () => {
  const { tagger } = toyTraining();
  const sentences = encoded(tagger);
  const pass = referencePass(referenceOf(tagger), sentences);
  const { dParameters, dInputs } = pass.backward();
  const dRows = new Map<number, Float64Array>();
  sentences.forEach(({ wordIds }, n) => {
    wordIds.forEach((id, t) => {
      const row = dRows.get(id) ?? new Float64Array(8);
      dRows.set(
        id,
        row.map((value, k) => value + dInputs[n][t * 8 + k]),
      );
    });
  });
  const numbers = [...Object.values(dParameters), ...dRows.values()].flatMap((part) => [...part]);
  // One batch of all sentences, and no step to speak of.
  const [result] = learn(tagger, { batchSize: 10, learningRate: 1e-30 });
  if (result.kind !== 'finished') throw new Error(result.kind);
  expect(relativeError([result.summary.loss], [pass.loss])).toBeLessThan(1e-5);
  expect(relativeError([result.summary.medianGradientNorm], [Math.hypot(...numbers)])).toBeLessThan(
    1e-4,
  );
});

// With plain gradient descent a step is as long as the rate times the gradient, clipped or not.
test('a clipped step is as long as the norm allows', () => {
  const lengthOf = (clipNorm: number) => {
    const { tagger } = toyTraining();
    const { parameters, table } = tagger.network;
    const all = () => [
      ...tagger.engine.memory.floats(parameters.values, parameters.count),
      ...tagger.engine.memory.floats(table.value, table.rows * table.width),
    ];
    const before = all();
    const options = { optimizer: 'sgd', batchSize: 10, learningRate: 0.5, clipNorm } as const;
    const [result] = learn(tagger, options);
    if (result.kind !== 'finished') throw new Error(result.kind);
    const step = Math.hypot(...all().map((value, k) => value - before[k]));
    return { step, norm: result.summary.medianGradientNorm };
  };
  const { step, norm } = lengthOf(0);
  expect(relativeError([step], [0.5 * norm])).toBeLessThan(1e-4);
  const clipped = lengthOf(norm / 4);
  expect(clipped.norm).toBe(norm);
  expect(relativeError([clipped.step], [(0.5 * norm) / 4])).toBeLessThan(1e-4);
});

test('without word dropout every word is learned except the unknown one', () => {
  const { tagger } = toyTraining();
  const before = tableOf(tagger);
  learn(tagger, { wordDropout: 0 });
  const moved = tableOf(tagger).map((row, id) => String(row) !== String(before[id]));
  expect(moved).toEqual([false, ...new Array(before.length - 1).fill(true)]);
});

test('with certain word dropout the unknown word is learned, and no other', () => {
  const { tagger } = toyTraining();
  const before = tableOf(tagger);
  learn(tagger, { wordDropout: 1e12 });
  const moved = tableOf(tagger).map((row, id) => String(row) !== String(before[id]));
  expect(moved).toEqual([true, ...new Array(before.length - 1).fill(false)]);
});

test('frozen vectors do not change, words without a vector are trained', () => {
  const { tagger } = toyTraining();
  const frozen = new Set(['Teddy', 'Washington', 'York'].map((word) => tagger.lexicon.idOf(word)));
  const before = tableOf(tagger);
  learn(tagger, { freezeVectors: true }, 2, frozen);
  const moved = tableOf(tagger).map((row, id) => String(row) !== String(before[id]));
  expect(moved).toEqual(before.map((_, id) => id !== 0 && !frozen.has(id)));
});

test('the gradient norm excludes frozen vectors', () => {
  const normOf = (freezeVectors: boolean) => {
    const { tagger } = toyTraining();
    const everyRow = new Set(tagger.content.words.keys());
    const options = { freezeVectors, batchSize: 10, learningRate: 1e-30 };
    const [result] = learn(tagger, options, 1, everyRow);
    if (result.kind !== 'finished') throw new Error(result.kind);
    return result.summary.medianGradientNorm;
  };
  expect(normOf(true)).toBeLessThan(normOf(false));
});

test('vectors that are not frozen are trained', () => {
  const { tagger } = toyTraining();
  const id = tagger.lexicon.idOf('Teddy');
  const [before] = [tableOf(tagger)[id]];
  learn(tagger, { freezeVectors: false }, 1, new Set([id]));
  expect(tableOf(tagger)[id]).not.toEqual(before);
});

test('a step with a NaN loss does not update the weights', () => {
  const { tagger } = toyTraining();
  const { engine, network } = tagger;
  engine.memory.floats(network.table.value + 8 * 4, 1)[0] = Number.NaN;
  const { parameters } = network;
  const before = engine.memory.floats(parameters.values, parameters.count).slice();
  const [result] = learn(tagger, { batchSize: 10 });
  expect(result).toMatchObject({
    anomaly: { kind: 'loss', epoch: 1, step: 1, parameter: 'embedding.weight' },
  });
  expect(engine.memory.floats(parameters.values, parameters.count)).toEqual(before);
});
