import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { f1 } from '../../src/evaluation/score.js';
import { scoreTagger } from '../../src/evaluation/score-tagger.js';
import { readModel, writeModel } from '../../src/model/file/model-file.js';
import { evenDropout } from '../../src/model/network/dropouts.js';
import type { Tagger } from '../../src/model/tagger.js';
import { weightsAreFinite } from '../../src/training/optimization/gradients.js';
import type { ClassWeighting } from '../../src/training/optimization/label-weights.js';
import type { TrainingOptions } from '../../src/training/optimization/options.js';
import type { EndEvent, TrainingEvent } from '../../src/training/train.js';
import { temporaryPath } from '../model/model-bytes.js';
import { epochsOf, toySentences, toyTrained, toyTraining } from './toy-corpus.js';

const decoders = ['crf', 'softmax'] as const;
const optimizers: Partial<TrainingOptions>[] = [
  { optimizer: 'adam', learningRate: 0.02 },
  { optimizer: 'adamw', learningRate: 0.02, weightDecay: 0.01 },
  { optimizer: 'nadam', learningRate: 0.02 },
  { optimizer: 'sgd', learningRate: 0.1 },
];

const goldOf = (sentences: typeof toySentences) => sentences.map(({ spans }) => spans);
const tokensOf = (sentences: typeof toySentences) => sentences.map(({ tokens }) => tokens);

const scoreOf = (tagger: Tagger, sentences: typeof toySentences) =>
  scoreTagger(tagger, sentences, 'IOBES');

async function bytesOf(tagger: Tagger): Promise<Buffer> {
  const path = temporaryPath();
  await writeModel(path, tagger, {});
  return readFileSync(path);
}

test.each(decoders.flatMap((decoder) => optimizers.map((options) => ({ decoder, options }))))(
  'ten sentences are learned by heart: $decoder, $options.optimizer',
  ({ decoder, options }) => {
    const { tagger, epochs, end } = toyTrained({ decoder, options });
    expect(epochs[0].loss).toBeGreaterThan(1);
    expect(epochs.at(-1)!.loss).toBeLessThan(0.05);
    expect(tagger.tagSentences(tokensOf(toySentences))).toEqual(goldOf(toySentences));
    expect(end.reason).toBe('epochs');
  },
);

test('the same seed gives the same bytes, another seed others', async () => {
  const options = { epochs: 4, dropout: evenDropout(0.4), wordDropout: 0.5 };
  const run = (seed: number) => bytesOf(toyTrained({ options: { ...options, seed } }).tagger);
  const bytes = await run(1);
  expect(await run(1)).toEqual(bytes);
  expect(await run(2)).not.toEqual(bytes);
});

test('class weights change what is learned', async () => {
  const run = (classWeights: ClassWeighting) => {
    const options = { epochs: 2, classWeights };
    return bytesOf(toyTrained({ decoder: 'softmax', options }).tagger);
  };
  expect(await run('balanced')).not.toEqual(await run('none'));
});

// Training whose weights are set to zero after its 30th epoch, so that the last epoch is not the best.
function relapsed(dev = toySentences) {
  const { tagger, events } = toyTraining({ options: { epochs: 31 }, dev });
  const { engine, network } = tagger;
  const all: TrainingEvent[] = [];
  for (const event of events) {
    all.push(event);
    if (event.kind === 'epoch' && event.epoch === 30) {
      const { parameters } = network;
      engine.kernels.fill(parameters.count, 0, parameters.values);
    }
  }
  return { tagger, epochs: epochsOf(all), end: all.at(-1) as EndEvent };
}

test('the tagger is left with the weights of the best epoch, which score as they did then', () => {
  const dev = toySentences.slice(0, 5);
  const { tagger, epochs, end } = relapsed(dev);
  const scores = epochs.map((epoch) => f1(epoch.dev.overall));
  const best = scores.indexOf(Math.max(...scores));
  expect(scores[30]).toBeLessThan(scores[best]);
  expect(end.best).toEqual({ epoch: best + 1, weights: 'raw', dev: epochs[best].dev });
  expect(scoreOf(tagger, dev)).toEqual(epochs[best].dev);
  expect(epochs.map((epoch) => epoch.best)).toEqual(
    scores.map((_, n) => {
      const bestSoFar = scores.indexOf(Math.max(...scores.slice(0, n + 1)));
      return { epoch: bestSoFar + 1, weights: 'raw', dev: epochs[bestSoFar].dev };
    }),
  );
});

test('the weights of the best epoch are restored exactly', async () => {
  const { tagger, end } = relapsed();
  const { tagger: stopped } = toyTrained({ options: { epochs: end.best!.epoch } });
  expect(end.best!.epoch).toBeLessThan(31);
  expect(await bytesOf(tagger)).toEqual(await bytesOf(stopped));
});

test('training stops after as many epochs without a better score as the patience', () => {
  // A rate of nearly nothing: the first epoch is the best, and each one after it as good.
  const options = { learningRate: 1e-30, patience: 3 };
  const { epochs, end } = toyTrained({ options });
  expect(epochs).toHaveLength(4);
  expect(end).toMatchObject({ reason: 'patience', best: { epoch: 1 } });
});

test('patience counts from the best epoch', () => {
  // By the 40th epoch all is learned, and nothing better can follow.
  const { epochs, end } = toyTrained({ options: { patience: 40, epochs: 200 } });
  expect(end.reason).toBe('patience');
  expect(end.best!.epoch).toBeGreaterThan(1);
  expect(epochs).toHaveLength(end.best!.epoch + 40);
});

test('the learning rate falls as 1 / (1 + d n)', () => {
  const { epochs } = toyTrained({
    options: { epochs: 4, learningRate: 0.1, learningRateDecay: 0.5 },
  });
  expect(epochs.map(({ learningRate }) => learningRate)).toEqual([
    ...[0.1, 0.1 / 1.5, 0.1 / 2, 0.1 / 2.5],
  ]);
});

test('an epoch takes its steps at its own learning rate', async () => {
  const options = { epochs: 2, optimizer: 'sgd', learningRate: 0.1 } as const;
  const run = (learningRateDecay: number) =>
    toyTrained({ options: { ...options, learningRateDecay } });
  const [steady, falling] = [run(0), run(1e30)];
  expect(falling.epochs[0].loss).toBe(steady.epochs[0].loss);
  // From the second epoch on there is no step to speak of.
  const { tagger } = toyTrained({ options: { ...options, epochs: 1 } });
  expect(await bytesOf(falling.tagger)).toEqual(await bytesOf(tagger));
  expect(await bytesOf(steady.tagger)).not.toEqual(await bytesOf(tagger));
});

test('with batches of tokens every sentence is used', () => {
  const { events, epochs } = toyTrained({ options: { epochs: 1, batchTokens: 10 } });
  const batches = events.filter((event) => event.kind === 'batch');
  const tokenCount = tokensOf(toySentences).flat().length;
  expect(batches.at(-1)).toMatchObject({ tokenCount });
  expect(epochs[0].stepCount).toBeGreaterThan(tokenCount / 10);
});

test('each batch reports the progress of its epoch', () => {
  const { events, epochs } = toyTrained({ options: { epochs: 2, batchSize: 3 } });
  const tokenCount = tokensOf(toySentences).flat().length;
  for (const { epoch, loss, stepCount } of epochs) {
    const batches = events.filter((event) => event.kind === 'batch' && event.epoch === epoch);
    expect(batches).toHaveLength(4);
    expect(stepCount).toBe(4);
    expect(batches.at(-1)).toEqual({ kind: 'batch', epoch, tokenCount, loss });
  }
});

test('steps whose gradient is clipped are counted', () => {
  const run = (clipNorm: number) => toyTrained({ options: { epochs: 1, clipNorm } }).epochs[0];
  expect(run(1e-3).clippedCount).toBe(5);
  expect(run(1e6).clippedCount).toBe(0);
  expect(run(0).clippedCount).toBe(0);
  expect(run(0).medianGradientNorm).toBeGreaterThan(0.1);
});

test('an interrupt stops between two batches and leaves the best weights', async () => {
  let batchCount = 0;
  const { tagger, events, epochs, end } = toyTrained({
    isInterrupted: () => batchCount++ >= 5 * 3 + 2,
  });
  expect(epochs).toHaveLength(3);
  expect(events.filter(({ kind }) => kind === 'batch')).toHaveLength(17);
  expect(end.reason).toBe('interrupted');
  expect(end.best).toEqual(epochs[end.best!.epoch - 1].best);
  const { tagger: stopped } = toyTrained({ options: { epochs: end.best!.epoch } });
  expect(await bytesOf(tagger)).toEqual(await bytesOf(stopped));
});

test('after an interrupt before the end of the first epoch there are no best weights', () => {
  const { epochs, end } = toyTrained({ isInterrupted: () => true });
  expect(epochs).toEqual([]);
  expect(end).toEqual({ kind: 'end', reason: 'interrupted' });
});

test.each(
  decoders.flatMap((decoder) =>
    (['adam', 'sgd'] as const).map((optimizer) => ({ decoder, optimizer })),
  ),
)('too high a learning rate diverges in the first epoch: $decoder, $optimizer', (run) => {
  const { decoder, optimizer } = run;
  const { end, epochs } = toyTrained({ decoder, options: { optimizer, learningRate: 1e30 } });
  expect(end.reason).toBe('diverged');
  expect(end.divergence).toMatchObject({ anomaly: { epoch: 1, isRecoverable: false } });
  expect(end.divergence!.learningRate).toBe(1e30);
  expect(end.best).toBeUndefined();
  expect(epochs).toEqual([]);
});

// Stands for a step that ruins a weight: it is set to NaN between two epochs.
test('a NaN weight ends training with the best weights before it', () => {
  const { tagger, events } = toyTraining({ options: { epochs: 5 } });
  const { engine, network } = tagger;
  let end: unknown;
  for (const event of events) {
    if (event.kind === 'epoch' && event.epoch === 2) {
      engine.memory.floats(network.parameters.find('output.bias').value, 1)[0] = Number.NaN;
    }
    if (event.kind === 'end') end = event;
  }
  expect(end).toMatchObject({ reason: 'diverged', best: { dev: expect.anything() } });
  expect(end).toMatchObject({ divergence: { anomaly: { epoch: 3, step: 1 } } });
  expect(weightsAreFinite(engine, network)).toBe(true);
});

test('a weight that no batch uses is checked too', () => {
  const { tagger, events } = toyTraining({ options: { epochs: 5 } });
  const { engine, network } = tagger;
  const unknownRow = engine.memory.floats(network.table.value, 1);
  let end: unknown;
  for (const event of events) {
    if (event.kind === 'batch' && event.epoch === 2) unknownRow[0] = Number.POSITIVE_INFINITY;
    if (event.kind === 'end') end = event;
  }
  expect(end).toMatchObject({ reason: 'diverged', best: { epoch: 1 } });
  expect(end).toMatchObject({ divergence: { anomaly: { kind: 'weights', epoch: 2 } } });
  expect(weightsAreFinite(engine, network)).toBe(true);
});

test('training takes no more memory from epoch to epoch', () => {
  const { tagger, events } = toyTraining({ options: { epochs: 4 } });
  const usages: object[] = [];
  for (const event of events) {
    if (event.kind === 'epoch') usages.push(tagger.engine.memory.usage());
  }
  expect(usages.slice(1)).toEqual(new Array(3).fill(usages[0]));
});

test('the saved model scores as the trained one, on words of the vector file too', async () => {
  const vectorWords = ['teddy', 'washington', 'reading', 'bridge', 'walked', 'carver', 'home'];
  const dimension = 8;
  const rows = Float32Array.from({ length: vectorWords.length * dimension }, (_, k) =>
    Math.fround(((k * 37) % 101) / 50 - 1),
  );
  const vectors = {
    ...({ format: 'GloVe text', fileRowCount: 7, sha256: '', warnings: [] } as const),
    ...{ words: vectorWords, rows, dimension, digitsAreZeros: false },
  };
  const dev = [
    ...toySentences.slice(0, 4),
    { tokens: ['Carver', 'walked', 'to', 'Bridge'], spans: [], line: 1 },
  ];
  const { tagger, end } = toyTrained({ vectors, dev, options: { epochs: 8 } });
  const path = temporaryPath();
  await writeModel(path, tagger, {});
  const { tagger: read } = await readModel(path, 'exact');
  expect(scoreOf(read, dev)).toEqual(end.best!.dev);
  expect(read.tagSentences(tokensOf(dev))).toEqual(tagger.tagSentences(tokensOf(dev)));
  const { fixed, width } = tagger.network.table;
  const { memory } = tagger.engine;
  const used = new Int8Array(memory.bytes(fixed.bytes, fixed.count * width));
  expect(read.content.vectors!.bytes).toEqual(new Int8Array(used));
  expect(read.content.vectors!.scales).toEqual(memory.floats(fixed.scales, fixed.count).slice());
  expect(read.content.vectors!.words).toEqual(vectorWords);
});
