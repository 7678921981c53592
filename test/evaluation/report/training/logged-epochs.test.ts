import { expect, test } from '@jest/globals';
import { loggedEpochs } from '../../../../src/evaluation/report/training/logged-epochs.js';

const epochLine = (seed: number, epoch: number, f1: number) =>
  JSON.stringify({
    ...{ seed, epoch, weights: 'raw', learningRate: 0.5, loss: 3, clippedCount: 1 },
    ...{ medianGradientNorm: 2, largestGradientNorm: 9, dev: { overall: { f1 } } },
  });

test('epochs are listed by seed, and other lines are passed over', () => {
  const lines = [
    epochLine(1, 1, 10),
    epochLine(1, 2, 20),
    '{"seed":1,"temperature":1.5}',
    epochLine(2, 1, 30),
    '{"seeds":[1,2],"temperature":1}',
  ];
  const found = loggedEpochs(lines);
  expect([...found.keys()]).toEqual([1, 2]);
  const common = { loss: 3, medianNorm: 2, largestNorm: 9, learningRate: 0.5 };
  expect(found.get(1)).toEqual([
    { epoch: 1, devF1: 10, ...common },
    { epoch: 2, devF1: 20, ...common },
  ]);
  expect(found.get(2)).toEqual([{ epoch: 1, devF1: 30, ...common }]);
});
