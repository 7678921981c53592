import { expect, test } from '@jest/globals';
import { createKeptWeights } from '../../../src/training/kept-weights.js';
import { createOptimizer } from '../../../src/training/optimization/optimizer.js';
import { tinyTagger } from '../tiny-tagger.js';

test.each(['adam', 'nadam', 'sgd'] as const)(
  'after a reset %s steps as it did at first',
  (optimizer) => {
    const { tagger, weights } = tinyTagger();
    const { engine, network } = tagger;
    const { parameters, table } = network;
    engine.memory.floats(parameters.gradients, parameters.count).fill(0.5);
    const gradient = engine.memory.allocate(table.width * 4);
    engine.memory.floats(gradient, table.width).fill(-0.25);
    const kept = createKeptWeights(tagger);
    kept.keep(0);
    const rule = createOptimizer(
      engine,
      network,
      { optimizer, momentum: 0.9, weightDecay: 0 },
      () => false,
    );
    const step = () => {
      kept.restore();
      rule.step({ ids: [2], gradient }, { factor: 1, learningRate: 0.1 });
      return weights();
    };
    const first = step();
    engine.memory.floats(parameters.gradients, parameters.count).fill(3);
    step();
    engine.memory.floats(parameters.gradients, parameters.count).fill(0.5);
    expect(step()).not.toEqual(first);
    rule.reset();
    expect(step()).toEqual(first);
  },
);
