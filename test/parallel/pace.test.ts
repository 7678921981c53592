import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createPace, type Pace } from '../../src/parallel/pace.js';

const options = { first: 'shared', trial: 4, pause: 32 } as const;

interface Speeds {
  readonly alone: number;
  readonly shared: number;
}

/** Does pieces of this work at these speeds; the ways they were done in. */
function work(pace: Pace, speeds: Speeds, pieces: readonly number[]): ('alone' | 'shared')[] {
  return pieces.map((piece) => {
    const way = pace.isShared() ? 'shared' : 'alone';
    pace.note(piece, piece / speeds[way]);
    return way;
  });
}

const alike = (count: number): number[] => new Array(count).fill(10);
const shareOf = (ways: readonly string[], way: string) =>
  ways.filter((found) => found === way).length / ways.length;

test.each(['alone', 'shared'] as const)('it begins as it is told: %s', (first) => {
  expect(createPace({ ...options, first }).isShared()).toBe(first === 'shared');
});

test('where sharing is faster it is tried without for one trial a pause, and ever more rarely', () => {
  const pace = createPace(options);
  const ways = work(pace, { alone: 1, shared: 1.5 }, alike(10000));
  // Pauses of 32, 64, ..., 2048 and then 4096 pieces, four to find out after each.
  expect(ways.filter((way) => way === 'alone')).toHaveLength(8 * 4);
  expect(ways.indexOf('alone')).toBe(32);
});

test('where sharing is slower it ends with the first trial of the other way', () => {
  const pace = createPace(options);
  const ways = work(pace, { alone: 1, shared: 0.2 }, alike(10000));
  expect(ways.slice(0, 32)).toEqual(new Array(32).fill('shared'));
  expect(shareOf(ways.slice(32), 'shared')).toBeLessThan(0.004);
});

test.each([
  { before: { alone: 1, shared: 1.7 }, after: { alone: 1, shared: 0.4 }, found: 'alone' },
  { before: { alone: 1, shared: 0.4 }, after: { alone: 1, shared: 1.7 }, found: 'shared' },
])('when the other way becomes the faster one, $found is found', ({ before, after, found }) => {
  const pace = createPace(options);
  work(pace, before, alike(20000));
  // The longest pause is all it takes.
  work(pace, after, alike(4096 + 2 * 32));
  expect(shareOf(work(pace, after, alike(4000)), found)).toBeGreaterThan(0.9);
});

test('pieces of unequal work are judged by their speed, not by their time', () => {
  const pace = createPace(options);
  // The trial falls on the small pieces, which take less time though they go slower.
  const pieces = [...new Array(32).fill(1000), ...new Array(4).fill(1), ...alike(200)];
  const ways = work(pace, { alone: 0.5, shared: 1 }, pieces);
  expect(shareOf(ways.slice(36, 60), 'shared')).toBe(1);
});

test('a slow beginning, while code warms up, does not count against the way it was done in', () => {
  const pace = createPace(options);
  work(pace, { alone: 1, shared: 0.01 }, alike(16));
  work(pace, { alone: 1, shared: 2 }, alike(16));
  work(pace, { alone: 1, shared: 2 }, alike(4));
  expect(shareOf(work(pace, { alone: 1, shared: 2 }, alike(32)), 'shared')).toBe(1);
});

test('whichever way is slower, and by whatever factor, few pieces are lost to it', () => {
  const speed = fc.double({ min: 0.05, max: 20, noNaN: true });
  const trial = fc.integer({ min: 1, max: 16 });
  const first = fc.constantFrom('alone' as const, 'shared' as const);
  fc.assert(
    fc.property(speed, speed, trial, first, (alone, shared, trial, first) => {
      fc.pre(Math.abs(alone - shared) > 1e-6);
      const pause = 16 * trial;
      const ways = work(createPace({ first, trial, pause }), { alone, shared }, alike(5000));
      const slower = alone < shared ? 'alone' : 'shared';
      // After the first pause a trial, then another after twice as many pieces, and so on.
      const trials = 1 + Math.log2(5000 / pause);
      const lost = ways.filter((way) => way === slower).length;
      expect(lost).toBeLessThanOrEqual(pause + trial * Math.max(1, trials));
    }),
  );
});

test('a clock that stands still stops nothing', () => {
  const pace = createPace(options);
  const ways = Array.from({ length: 1000 }, () => {
    const way = pace.isShared() ? 'shared' : 'alone';
    pace.note(10, 0);
    return way;
  });
  expect(new Set(ways)).toEqual(new Set(['alone', 'shared']));
});
