import { expect, test } from '@jest/globals';
import {
  createExplosionWatch,
  type Explosion,
  renderExplosion,
  renderRemedy,
  renderWarning,
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

/** A watch that has seen `count` steps of this norm. */
function watchAfter(
  count: number,
  norm: number,
  options: Parameters<typeof createExplosionWatch>[2] = stop,
) {
  const watch = createExplosionWatch(engine, network, options);
  for (let step = 0; step < count; step++) watch.lookAtStep(1, norm, noRows);
  return watch;
}

test('a gradient more than a hundred times the median is huge, and told with its parameter', () => {
  setGradient('encoder.weight_hh_l0', [300, 400]);
  addGradient('output.bias', [30]);
  expect(watchAfter(10, 4).lookAtStep(1, 400, noRows)).toBeUndefined();
  expect(watchAfter(10, 4).lookAtStep(1, 401, noRows)).toEqual({
    what: 'huge gradient',
    norm: 401,
    parameter: 'encoder.weight_hh_l0',
    medianNorm: 4,
    isHarmless: true,
  });
});

test('nothing is huge among the first steps, nor where all norms are next to nothing', () => {
  expect(watchAfter(9, 1).lookAtStep(1, 1e6, noRows)).toBeUndefined();
  expect(watchAfter(10, 1e-3).lookAtStep(1, 10, noRows)).toBeUndefined();
  expect(watchAfter(10, 1e-3).lookAtStep(1, 10.1, noRows)).toBeDefined();
});

test('the median is that of the last hundred steps, since the last reset', () => {
  const watch = watchAfter(100, 1);
  for (let step = 0; step < 100; step++) watch.lookAtStep(1, 50, noRows);
  expect(watch.lookAtStep(1, 5000, noRows)).toBeUndefined();
  expect(watch.lookAtStep(1, 5001, noRows)).toMatchObject({ medianNorm: 50 });
  watch.reset();
  expect(watch.lookAtStep(1, 1e9, noRows)).toBeUndefined();
});

test.each([
  ['stop', 0, true],
  ['stop', 5, true],
  ['rollback', 5, true],
  ['rollback', 0, false],
  ['rollback', 1e6, false],
] as const)(
  'with %s, and clipped to %d, a huge gradient is harmless: %p',
  (onExplosion, clipNorm, isHarmless) => {
    const watch = watchAfter(10, 1, { onExplosion, clipNorm });
    expect(watch.lookAtStep(1, 1000, noRows)).toMatchObject({ isHarmless });
  },
);

test('a gradient that is no number is told with the parameter nearest the loss', () => {
  setGradient('encoder.weight_ih_l0', [Number.NaN]);
  addGradient('encoder.bias_ih_l0', [Number.POSITIVE_INFINITY]);
  addGradient('output.weight', [1e30]);
  expect(watchAfter(0, 0).lookAtStep(1, Number.NaN, noRows)).toEqual({
    what: 'gradient',
    norm: Number.NaN,
    parameter: 'encoder.bias_ih_l0',
    isHarmless: false,
  });
});

test('the gradient of the word vectors counts as that of a parameter', () => {
  setGradient('output.bias', [1]);
  const { width } = network.table;
  const mark = engine.memory.mark();
  const gradient = engine.memory.allocate(width * 4);
  engine.memory.floats(gradient, width).fill(1e4);
  const sighting = watchAfter(10, 1).lookAtStep(1, 1e5, { ids: [3], gradient });
  engine.memory.release(mark);
  expect(sighting).toMatchObject({ parameter: 'embedding.weight' });
});

test('where the loss or a weight is no number, the weights are told', () => {
  const watch = watchAfter(0, 0);
  expect(watch.lookAtWeights()).toBeUndefined();
  const { value } = network.parameters.find('crf.start');
  const before = engine.memory.floats(value, 1)[0];
  engine.memory.floats(value, 1)[0] = Number.NaN;
  const told = { norm: Number.NaN, parameter: 'crf.start', isHarmless: false };
  expect(watch.lookAtWeights()).toEqual({ what: 'weights', ...told });
  expect(watch.lookAtStep(Number.NaN, 1, noRows)).toEqual({ what: 'loss', ...told });
  engine.memory.floats(value, 1)[0] = before;
});

const place = { norm: 1234.5, parameter: 'output.bias', isHarmless: true, epoch: 3, step: 14 };
const huge: Explosion = { ...place, what: 'huge gradient', medianNorm: 2 };

test.each<[Explosion, string]>([
  [
    huge,
    'the gradient (norm 1230, largest in output.bias) is huge at step 14 of epoch 3, 617 times the median before',
  ],
  [
    { ...place, what: 'gradient' },
    'the gradient (norm 1230, largest in output.bias) is no finite number at step 14 of epoch 3',
  ],
  [
    { ...place, what: 'loss' },
    'the loss (weights of norm 1230, largest in output.bias) is no finite number at step 14 of epoch 3',
  ],
  [
    { ...place, what: 'weights', norm: Number.NaN },
    'a weight (norm NaN, largest in output.bias) is no finite number at step 14 of epoch 3',
  ],
])('%j is told in words', (explosion, sentence) => {
  expect(renderExplosion(explosion)).toBe(sentence);
});

test('what to do depends on what is done already', () => {
  expect(renderRemedy(0.0123456, stop)).toBe(
    'expected a lower --learning-rate (now 0.0123), a lower --clip-norm (now 5) or --on-explosion rollback',
  );
  expect(renderRemedy(1, { clipNorm: 0, onExplosion: 'rollback' })).toBe(
    'expected a lower --learning-rate (now 1) or a --clip-norm above 0',
  );
  const told = renderExplosion(huge);
  expect(renderWarning(huge, 0.5, stop)).toBe(
    `${told}: it is clipped to 5; where that comes often, try a lower --learning-rate (now 0.5)`,
  );
  const unclipped = { ...stop, clipNorm: 0 };
  expect(renderWarning(huge, 0.5, unclipped)).toBe(`${told}: ${renderRemedy(0.5, unclipped)}`);
});
