import { expect, test } from '@jest/globals';
import {
  type AdamMoments,
  adamStep,
  nadamShares,
  nadamStep,
  sgdStep,
} from '../reference/optimizer.js';
import { randomNumbers } from '../reference/random.js';
import { relativeError } from '../reference/relative-error.js';
import { countedSettings, guardedArena } from './guarded-arena.js';

// Each of the five steps rounds a few times, and each rounding is carried on.
const tolerance = 2e-6;
const factor = 0.5;

test.each(countedSettings)(
  '$arithmetic sgdUpdate follows the reference over five steps for $count weights, $byteOffset bytes off',
  ({ arithmetic, count, byteOffset }) => {
    const random = randomNumbers(count);
    let expected = { weights: random.normals(count), velocity: random.normals(count, 0.1) };
    const arena = guardedArena(arithmetic, byteOffset);
    const weights = arena.floats(expected.weights);
    const velocity = arena.floats(expected.velocity);
    for (let step = 0; step < 5; step++) {
      const gradient = random.normals(count);
      const g = arena.floats(gradient);
      arena.run([weights, velocity], (kernels) => {
        const addresses = [weights.address, g.address, velocity.address] as const;
        kernels.sgdUpdate(count, ...addresses, factor, 0.1, 0.9);
      });
      const clipped = gradient.map((value) => value * factor);
      const options = { learningRate: 0.1, momentum: 0.9 };
      expected = sgdStep(expected.weights, clipped, expected.velocity, options);
    }
    expect(relativeError(weights.floats(), expected.weights)).toBeLessThan(tolerance);
    expect(relativeError(velocity.floats(), expected.velocity)).toBeLessThan(tolerance);
  },
);

test.each(countedSettings)(
  '$arithmetic adamUpdate follows the reference over five steps for $count weights, $byteOffset bytes off',
  ({ arithmetic, count, byteOffset }) => {
    const random = randomNumbers(count);
    const options = { learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 0.1 };
    let weights = random.normals(count);
    let moments: AdamMoments = { first: new Float64Array(count), second: new Float64Array(count) };
    const arena = guardedArena(arithmetic, byteOffset);
    const regions = [weights, moments.first, moments.second].map(arena.floats);
    const [w, m, v] = regions;
    for (let step = 1; step <= 5; step++) {
      const gradient = random.normals(count);
      const g = arena.floats(gradient);
      arena.run(regions, (kernels) => {
        const addresses = [w.address, g.address, m.address, v.address] as const;
        const corrections = [1 - 0.9 ** step, 1 - 0.999 ** step] as const;
        kernels.adamUpdate(count, ...addresses, factor, 0.01, 0.9, 0.999, 0.1, ...corrections);
      });
      const clipped = gradient.map((value) => value * factor);
      ({ weights, moments } = adamStep(weights, clipped, moments, { ...options, step }));
    }
    expect(relativeError(w.floats(), weights)).toBeLessThan(tolerance);
    expect(relativeError(m.floats(), moments.first)).toBeLessThan(tolerance);
    // 1 - 0.999 in single precision is off by a hundred-thousandth of itself.
    expect(relativeError(v.floats(), moments.second)).toBeLessThan(2e-5);
  },
);

test.each(countedSettings)(
  '$arithmetic nadamUpdate follows the reference over five steps for $count weights, $byteOffset bytes off',
  ({ arithmetic, count, byteOffset }) => {
    const random = randomNumbers(count);
    const options = { learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 0.1 };
    let weights = random.normals(count);
    let moments: AdamMoments = { first: new Float64Array(count), second: new Float64Array(count) };
    const arena = guardedArena(arithmetic, byteOffset);
    const regions = [weights, moments.first, moments.second].map(arena.floats);
    const [w, m, v] = regions;
    for (let step = 1; step <= 5; step++) {
      const gradient = random.normals(count);
      const g = arena.floats(gradient);
      const { meanShare, gradientShare } = nadamShares(0.9, step);
      const scalars = [factor, 0.01 * meanShare, 0.01 * gradientShare, 0.9, 0.999, 0.1] as const;
      arena.run(regions, (kernels) => {
        const addresses = [w.address, g.address, m.address, v.address] as const;
        kernels.nadamUpdate(count, ...addresses, ...scalars, 1 - 0.999 ** step);
      });
      const clipped = gradient.map((value) => value * factor);
      ({ weights, moments } = nadamStep(weights, clipped, moments, { ...options, step }));
    }
    expect(relativeError(w.floats(), weights)).toBeLessThan(tolerance);
    expect(relativeError(m.floats(), moments.first)).toBeLessThan(tolerance);
    expect(relativeError(v.floats(), moments.second)).toBeLessThan(2e-5);
  },
);

test.each(countedSettings)(
  '$arithmetic averageUpdate goes its share of the way for $count weights, $byteOffset bytes off',
  ({ arithmetic, count, byteOffset }) => {
    const random = randomNumbers(count);
    const [weights, before] = [random.normals(count), random.normals(count)];
    const arena = guardedArena(arithmetic, byteOffset);
    const [w, average] = [arena.floats(weights), arena.floats(before)];
    arena.run([average], (kernels) =>
      kernels.averageUpdate(count, w.address, 0.3, average.address),
    );
    const expected = before.map((value, k) => 0.7 * value + 0.3 * weights[k]);
    expect(relativeError(average.floats(), expected)).toBeLessThan(tolerance);
  },
);

test('a gradient that is not a number makes its weight none, and no other', () => {
  const arena = guardedArena('exact', 0);
  const g = arena.floats([1, 1, 1, 1, 1, Number.NaN, 1]);
  const [w, m, v] = [0, 0, 0].map((value) => arena.floats(new Array(7).fill(value)));
  const expected = [false, false, false, false, false, true, false];
  arena.run([w, v], (kernels) =>
    kernels.sgdUpdate(7, w.address, g.address, v.address, 1, 0.1, 0.9),
  );
  expect(Array.from(w.floats(), Number.isNaN)).toEqual(expected);
  const [w2, m2] = [arena.floats(new Array(7).fill(0)), m];
  const v2 = arena.floats(new Array(7).fill(0));
  arena.run([w2, m2, v2], (kernels) => {
    const addresses = [w2.address, g.address, m2.address, v2.address] as const;
    kernels.adamUpdate(7, ...addresses, 1, 0.1, 0.9, 0.999, 1e-8, 0.1, 0.001);
  });
  expect(Array.from(w2.floats(), Number.isNaN)).toEqual(expected);
});
