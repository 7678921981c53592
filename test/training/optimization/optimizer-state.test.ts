import { expect, test } from '@jest/globals';
import { createOptimizer } from '../../../src/training/optimization/optimizer.js';
import { tinyTagger } from '../tiny-tagger.js';

/** An optimizer of a tagger of its own, whose gradients are all the same. */
function createSteps(optimizer: 'adam' | 'nadam' | 'sgd') {
  const { tagger, weights } = tinyTagger();
  const { engine, network } = tagger;
  const { parameters, table } = network;
  const gradient = engine.memory.allocate(table.width * 4);
  const options = { optimizer, momentum: 0.9, weightDecay: 0 };
  const rule = createOptimizer(engine, network, options, () => false);
  const step = (value: number) => {
    engine.memory.floats(parameters.gradients, parameters.count).fill(value);
    engine.memory.floats(gradient, table.width).fill(-value);
    rule.step({ ids: [2], gradient }, { factor: 1, learningRate: 0.1 });
  };
  return { tagger, rule, step, weights };
}

test.each(['adam', 'nadam', 'sgd'] as const)(
  '%s with the state of another steps as it does',
  (optimizer) => {
    const [first, second] = [createSteps(optimizer), createSteps(optimizer)];
    for (const value of [0.5, 0.1, -3]) first.step(value);
    const before = first.weights();
    // The same steps, so that only the optimizer differs from a new one.
    for (const value of [0.5, 0.1, -3]) second.step(value);
    second.rule.reset();
    second.rule.setState(first.rule.state());
    expect(second.weights()).toEqual(before);
    for (const { step } of [first, second]) step(0.25);
    expect(second.weights()).toEqual(first.weights());
    expect(second.weights()).not.toEqual(before);
  },
);
