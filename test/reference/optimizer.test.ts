import { expect, test } from '@jest/globals';
import { adamStep, nadamStep, sgdStep } from './optimizer.js';
import { relativeError } from './relative-error.js';

test('SGD adds the gradient to the decayed velocity and goes down it', () => {
  const options = { learningRate: 0.5, momentum: 0.25 };
  const { weights, velocity } = sgdStep([1, 2], [4, -8], [8, 0], options);
  expect([...velocity]).toEqual([6, -8]);
  expect([...weights]).toEqual([-2, 6]);
});

const adam = { learningRate: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };

test('the first step of Adam is the learning rate long, whatever the size of the gradient', () => {
  const zeros = { first: [0, 0, 0], second: [0, 0, 0] };
  const { weights } = adamStep([0, 0, 0], [1e-3, -5, 400], zeros, { ...adam, step: 1 });
  expect(relativeError(weights, [-0.1, 0.1, -0.1])).toBeLessThan(1e-5);
});

test('the second step of Adam corrects the bias of both moments by its number', () => {
  const first = adamStep([1], [2], { first: [0], second: [0] }, { ...adam, step: 1 });
  const second = adamStep(first.weights, [-1], first.moments, { ...adam, step: 2 });
  // m = 0.9 · 0.2 - 0.1 = 0.08, v = 0.999 · 0.004 + 0.001 = 0.004996
  const mean = 0.08 / (1 - 0.81);
  const meanSquare = 0.004996 / (1 - 0.998001);
  expect(second.moments.first[0]).toBeCloseTo(0.08, 14);
  expect(second.moments.second[0]).toBeCloseTo(0.004996, 14);
  expect(second.weights[0]).toBeCloseTo(0.9 - (0.1 * mean) / Math.sqrt(meanSquare), 8);
});

test('epsilon is added outside the square root', () => {
  const options = { ...adam, epsilon: 3, step: 1 };
  const { weights } = adamStep([0], [1], { first: [0], second: [0] }, options);
  expect(weights[0]).toBeCloseTo(-0.1 / 4, 14);
});

test("two steps of Nadam by hand: the mean of the step to come, and the gradient's own share", () => {
  const first = nadamStep([1], [2], { first: [0], second: [0] }, { ...adam, step: 1 });
  const [mu1, mu2, mu3] = [1, 2, 3].map((t) => 0.9 * (1 - 0.5 * 0.96 ** (0.004 * t)));
  const ahead1 = (mu2 * 0.2) / (1 - mu1 * mu2) + ((1 - mu1) * 2) / (1 - mu1);
  expect(first.weights[0]).toBeCloseTo(1 - (0.1 * ahead1) / 2, 8);
  const second = nadamStep(first.weights, [-1], first.moments, { ...adam, step: 2 });
  // m = 0.9 · 0.2 - 0.1 = 0.08, v = 0.999 · 0.004 + 0.001 = 0.004996
  const ahead2 = (mu3 * 0.08) / (1 - mu1 * mu2 * mu3) - (1 - mu2) / (1 - mu1 * mu2);
  const root = Math.sqrt(0.004996 / (1 - 0.998001));
  expect(second.weights[0]).toBeCloseTo(first.weights[0] - (0.1 * ahead2) / root, 8);
});
