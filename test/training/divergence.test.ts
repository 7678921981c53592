import { expect, test } from '@jest/globals';
import {
  createAnomalyDetector,
  type LocatedAnomaly,
  renderAnomaly,
} from '../../src/training/divergence.js';
import { tinyTagger } from './tiny-tagger.js';

const { engine, network } = tinyTagger().tagger;
const noRows = { ids: [], gradient: 0 };

/** Only this parameter's gradient is not zero. */
function setGradient(name: string, values: readonly number[]): void {
  engine.kernels.fill(network.parameters.count, 0, network.parameters.gradients);
  addGradient(name, values);
}

function addGradient(name: string, values: readonly number[]): void {
  engine.memory.floats(network.parameters.find(name).gradient, values.length).set(values);
}

const stop = { clipNorm: 5, onExplosion: 'stop' } as const;

/** A detector after `count` steps of this norm. */
function detectorAfter(
  count: number,
  norm: number,
  options: Parameters<typeof createAnomalyDetector>[2] = stop,
) {
  const detector = createAnomalyDetector(engine, network, options);
  for (let step = 0; step < count; step++) detector.checkStep(1, norm, noRows);
  return detector;
}

test('a gradient more than a hundred times the median is huge, and reported with its parameter', () => {
  setGradient('encoder.weight_hh_l0', [300, 400]);
  addGradient('output.bias', [30]);
  expect(detectorAfter(10, 4).checkStep(1, 400, noRows)).toBeUndefined();
  expect(detectorAfter(10, 4).checkStep(1, 401, noRows)).toEqual({
    kind: 'huge gradient',
    norm: 401,
    parameter: 'encoder.weight_hh_l0',
    medianNorm: 4,
    isRecoverable: true,
  });
});

test('nothing is huge among the first steps, or if all norms are almost zero', () => {
  expect(detectorAfter(9, 1).checkStep(1, 1e6, noRows)).toBeUndefined();
  expect(detectorAfter(10, 1e-3).checkStep(1, 10, noRows)).toBeUndefined();
  expect(detectorAfter(10, 1e-3).checkStep(1, 10.1, noRows)).toBeDefined();
});

test('the median is that of the last hundred steps, since the last reset', () => {
  const detector = detectorAfter(100, 1);
  for (let step = 0; step < 100; step++) detector.checkStep(1, 50, noRows);
  expect(detector.checkStep(1, 5000, noRows)).toBeUndefined();
  expect(detector.checkStep(1, 5001, noRows)).toMatchObject({ medianNorm: 50 });
  detector.reset();
  expect(detector.checkStep(1, 1e9, noRows)).toBeUndefined();
});

test.each([
  ['stop', 0, true],
  ['stop', 5, true],
  ['rollback', 5, true],
  ['rollback', 0, false],
  ['rollback', 1e6, false],
] as const)(
  'with %s, and clipped to %d, a huge gradient is recoverable: %p',
  (onExplosion, clipNorm, isRecoverable) => {
    const detector = detectorAfter(10, 1, { onExplosion, clipNorm });
    expect(detector.checkStep(1, 1000, noRows)).toMatchObject({ isRecoverable });
  },
);

test('a NaN gradient is reported with the parameter nearest to the loss', () => {
  setGradient('encoder.weight_ih_l0', [Number.NaN]);
  addGradient('encoder.bias_ih_l0', [Number.POSITIVE_INFINITY]);
  addGradient('output.weight', [1e30]);
  expect(detectorAfter(0, 0).checkStep(1, Number.NaN, noRows)).toEqual({
    kind: 'gradient',
    norm: Number.NaN,
    parameter: 'encoder.bias_ih_l0',
    isRecoverable: false,
  });
});

test('the gradient of the word vectors counts as that of a parameter', () => {
  setGradient('output.bias', [1]);
  const { width } = network.table;
  const mark = engine.memory.mark();
  const gradient = engine.memory.allocate(width * 4);
  engine.memory.floats(gradient, width).fill(1e4);
  const anomaly = detectorAfter(10, 1).checkStep(1, 1e5, { ids: [3], gradient });
  engine.memory.release(mark);
  expect(anomaly).toMatchObject({ parameter: 'embedding.weight' });
});

test('if the loss or a weight is NaN, the parameter is that of the largest weights', () => {
  const detector = detectorAfter(0, 0);
  expect(detector.checkWeights()).toBeUndefined();
  const { value } = network.parameters.find('crf.start');
  const before = engine.memory.floats(value, 1)[0];
  engine.memory.floats(value, 1)[0] = Number.NaN;
  const found = { norm: Number.NaN, parameter: 'crf.start', isRecoverable: false };
  expect(detector.checkWeights()).toEqual({ kind: 'weights', ...found });
  expect(detector.checkStep(Number.NaN, 1, noRows)).toEqual({ kind: 'loss', ...found });
  engine.memory.floats(value, 1)[0] = before;
});

const place = { norm: 1234.5, parameter: 'output.bias', isRecoverable: true, epoch: 3, step: 14 };
const huge: LocatedAnomaly = { ...place, kind: 'huge gradient', medianNorm: 2 };

test.each<[LocatedAnomaly, string]>([
  [
    huge,
    'the gradient is huge at step 14 of epoch 3 (norm 1230, largest in output.bias), 617 times the median of recent steps',
  ],
  [
    { ...place, kind: 'gradient' },
    'the gradient is NaN or infinite at step 14 of epoch 3 (norm 1230, largest in output.bias)',
  ],
  [
    { ...place, kind: 'loss' },
    'the loss is NaN or infinite at step 14 of epoch 3 (weights of norm 1230, largest in output.bias)',
  ],
  [
    { ...place, kind: 'weights', norm: Number.NaN },
    'a weight is NaN or infinite at step 14 of epoch 3 (norm NaN, largest in output.bias)',
  ],
])('%j is described in words', (anomaly, sentence) => {
  expect(renderAnomaly(anomaly)).toBe(sentence);
});

test('a detector with the state of another knows the median of its steps', () => {
  const detector = createAnomalyDetector(engine, network, stop);
  expect(detector.checkStep(1, 1001, noRows)).toBeUndefined();
  detector.setState(detectorAfter(20, 10).state());
  expect(detector.checkStep(1, 1001, noRows)).toMatchObject({ medianNorm: 10 });
});
