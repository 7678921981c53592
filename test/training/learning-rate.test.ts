import { expect, test } from '@jest/globals';
import type { Tagger } from '../../src/model/tagger.js';
import { toyTrained, toyTraining } from './toy-corpus.js';

test('the cosine changes from step to step, and an epoch reports the rate of its last step', () => {
  const options = { epochs: 4, learningRate: 0.1, schedule: 'cosine' } as const;
  const { epochs } = toyTrained({ options });
  epochs.forEach(({ epoch, stepCount, learningRate }) => {
    const progress = (epoch * stepCount - 1) / (4 * stepCount);
    expect(learningRate).toBeCloseTo(0.05 * (1 + Math.cos(Math.PI * progress)), 14);
  });
});

test('the rate is halved when the scores reach a plateau', () => {
  // A rate of nearly nothing: no epoch is better than the first.
  const options = { epochs: 6, learningRate: 2e-30, schedule: 'plateau' } as const;
  const { epochs } = toyTrained({ options: { ...options, plateauPatience: 2 } });
  const rates = epochs.map(({ learningRate }) => learningRate);
  expect(rates).toEqual([2e-30, 2e-30, 2e-30, 1e-30, 1e-30, 5e-31]);
});

test('a warm-up makes the first steps small', () => {
  const options = { epochs: 1, learningRate: 0.1, optimizer: 'sgd', momentum: 0 } as const;
  const bias = ({ engine, network }: Tagger) => {
    const { value, count } = network.parameters.find('output.bias');
    return engine.memory.floats(value, count).slice();
  };
  const firstStep = (warmUp: number) => {
    const { tagger, events } = toyTraining({ options: { ...options, warmUp } });
    const before = bias(tagger);
    events.next();
    return bias(tagger).map((value, k) => value - before[k]);
  };
  const [cold, warm] = [firstStep(2), firstStep(0)];
  // The first of five steps an epoch, in a warm-up of two; single precision rounds both.
  cold.forEach((way, k) => {
    expect(way).toBeCloseTo(warm[k] / 10, 6);
  });
  expect(Math.max(...warm.map(Math.abs))).toBeGreaterThan(1e-3);
});
