import { expect, test } from '@jest/globals';
import {
  cosineOfHalfTurns,
  learningRateAt,
  type ScheduleOptions,
} from '../../../src/training/optimization/schedule.js';

const options: ScheduleOptions = {
  ...{ epochs: 10, schedule: 'constant', learningRate: 0.5, learningRateDecay: 0.25 },
  ...{ plateauPatience: 2, warmUp: 0 },
};

function rate(
  change: Partial<ScheduleOptions>,
  epoch: number,
  step = 0,
  history: readonly number[] = [],
): number {
  return learningRateAt({ ...options, ...change }, { epoch, step, stepsPerEpoch: 20, history });
}

const cosineRate = (from: number, to: number, share: number) =>
  to + ((from - to) * (1 + Math.cos(Math.PI * share))) / 2;

test('the cosine agrees with that of the engine from 0 to half a turn', () => {
  for (let k = 0; k <= 1000; k++) {
    const x = k / 1000;
    expect(Math.abs(cosineOfHalfTurns(x) - Math.cos(Math.PI * x))).toBeLessThan(1e-15);
  }
  expect([0, 1].map(cosineOfHalfTurns)).toEqual([1, -1]);
});

test('the constant rate does not change', () => {
  expect([rate({}, 1), rate({}, 10, 19)]).toEqual([0.5, 0.5]);
});

test('inverse time falls from epoch to epoch and not within one', () => {
  const at = (epoch: number, step: number) => rate({ schedule: 'inverse-time' }, epoch, step);
  expect([at(1, 0), at(1, 19), at(2, 0), at(5, 7)]).toEqual([0.5, 0.5, 0.4, 0.25]);
});

test.each([
  [[], 1],
  [[1, 2, 3], 1],
  [[3, 2], 1],
  [[3, 2, 3], 2],
  // The count starts again after a halving, and after a better score.
  [[3, 2, 1, 2], 2],
  [[3, 2, 1, 2, 3], 4],
  [[3, 2, 1, 4, 3], 2],
  [[3, 2, 1, 4, 3, 3], 4],
])('after the scores %j a plateau has divided the rate by %d', (history, divisor) => {
  expect(rate({ schedule: 'plateau' }, history.length + 1, 3, history)).toBe(0.5 / divisor);
});

test('the cosine falls with every step over all epochs', () => {
  for (const [epoch, step] of [
    [1, 0],
    [1, 1],
    [4, 13],
    [6, 0],
    [10, 19],
  ]) {
    const expected = cosineRate(0.5, 0, (epoch - 1 + step / 20) / 10);
    expect(rate({ schedule: 'cosine' }, epoch, step)).toBeCloseTo(expected, 14);
  }
});

test('one cycle rises from a 25th for three tenths of the steps and falls almost to zero', () => {
  const at = (epoch: number, step: number) => rate({ schedule: 'one-cycle' }, epoch, step);
  expect(at(1, 0)).toBeCloseTo(0.02, 14);
  expect(at(2, 10)).toBeCloseTo(0.26, 14);
  expect(at(4, 0)).toBeCloseTo(0.5, 14);
  expect(at(7, 10)).toBeCloseTo(0.250001, 14);
  expect(at(10, 19)).toBeCloseTo(cosineRate(0.5, 2e-6, 139 / 140), 14);
  expect(at(3, 19)).toBeGreaterThan(at(3, 18));
  expect(at(4, 1)).toBeLessThan(at(4, 0));
});

test.each(['constant', 'inverse-time', 'plateau', 'cosine', 'one-cycle'] as const)(
  'a warm-up multiplies the rate of %s by a share that grows with every step to 1',
  (schedule) => {
    for (const [epoch, step, share] of [
      [1, 0, 1 / 30],
      [1, 19, 20 / 30],
      [2, 8, 29 / 30],
    ]) {
      const cold = rate({ schedule }, epoch, step);
      expect(rate({ schedule, warmUp: 1.5 }, epoch, step)).toBeCloseTo(share * cold, 14);
    }
    expect(rate({ schedule, warmUp: 1.5 }, 2, 9)).toBe(rate({ schedule }, 2, 9));
    expect(rate({ schedule, warmUp: 0.1 }, 1, 1)).toBe(rate({ schedule }, 1, 1));
    expect(rate({ schedule, warmUp: 0.1 }, 1, 0)).toBeCloseTo(rate({ schedule }, 1, 0) / 2, 14);
  },
);

test('the cosine is complete even if epochs differ in their number of steps', () => {
  const at = (epoch: number, step: number, stepsPerEpoch: number) => {
    const cosine = { ...options, schedule: 'cosine' } as const;
    return learningRateAt(cosine, { epoch, step, stepsPerEpoch, history: [] });
  };
  expect(at(2, 0, 7)).toBe(at(2, 0, 20));
  expect(at(2, 3, 6)).toBe(at(2, 10, 20));
});
