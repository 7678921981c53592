import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createPace, type Pace } from '../../src/parallel/adaptive-threading.js';

const options = { first: 'shared', trial: 4 } as const;

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

/** How much longer it took than it would have in the faster way alone. */
function delayOf(ways: readonly ('alone' | 'shared')[], speeds: Speeds): number {
  const fastest = Math.max(speeds.alone, speeds.shared);
  return ways.reduce((sum, way) => sum + fastest / speeds[way], 0) / ways.length;
}

test.each(['alone', 'shared'] as const)('it begins as it is told: %s', (first) => {
  expect(createPace({ ...options, first }).isShared()).toBe(first === 'shared');
});

test.each([1.2, 2, 10, 100])('sharing that is %d times slower ends after one trial', (factor) => {
  const pace = createPace(options);
  const ways = work(pace, { alone: 1, shared: 1 / factor }, alike(10));
  expect(ways).toEqual([...new Array(4).fill('shared'), ...new Array(6).fill('alone')]);
});

test('the first pause is 16 times what was lost, and those after lost trials are 32 times', () => {
  const pace = createPace(options);
  const ways = work(pace, { alone: 1, shared: 0.5 }, alike(500));
  const trials = ways.flatMap((way, piece) =>
    way === 'shared' && ways[piece - 1] === 'alone' ? [piece] : [],
  );
  // Four pieces at half the speed have lost the time of four; what is tried later is given up after two, which lose two.
  // The four pieces alone of the first trial are no part of the pause.
  const pauses = [4 + 4 + 16 * 4, 2 + 32 * 2, 2 + 32 * 2];
  let next = 0;
  expect(trials.slice(0, 3)).toEqual(pauses.map((pause) => (next += pause)));
});

test.each([
  { before: { alone: 1, shared: 1.7 }, after: { alone: 1, shared: 0.4 }, found: 'alone' },
  { before: { alone: 1, shared: 0.1 }, after: { alone: 1, shared: 1.7 }, found: 'shared' },
])('when the other way becomes the faster one, $found is soon found', (change) => {
  const { before, after, found } = change;
  const pace = createPace(options);
  work(pace, before, alike(20_000));
  work(pace, after, alike(300));
  expect(shareOf(work(pace, after, alike(4000)), found)).toBeGreaterThan(0.9);
});

test('pieces of unequal work are judged by their speed, not by their time', () => {
  const pace = createPace(options);
  // The trial falls on the small pieces, which take less time though they go slower.
  const pieces = [...new Array(4).fill(1000), ...new Array(4).fill(1), ...alike(4)];
  const ways = work(pace, { alone: 0.5, shared: 1 }, pieces);
  expect(ways.slice(8)).toEqual(new Array(4).fill('shared'));
});

test('one large piece on trial is judged by its speed as well', () => {
  const pace = createPace({ ...options, first: 'alone' });
  const ways = work(pace, { alone: 1, shared: 2 }, [...alike(4), 1000, ...alike(10)]);
  expect(ways.slice(4)).toEqual(new Array(11).fill('shared'));
});

test('a slow beginning, while code warms up, is made good by a trial soon after', () => {
  const pace = createPace(options);
  work(pace, { alone: 1, shared: 0.25 }, alike(8));
  const ways = work(pace, { alone: 1, shared: 2 }, alike(400));
  expect(shareOf(ways.slice(240), 'shared')).toBeGreaterThan(0.95);
});

test('whichever way is slower, and by whatever factor, trials cost little', () => {
  const speed = fc.double({ min: 0.05, max: 20, noNaN: true });
  const trial = fc.integer({ min: 1, max: 16 });
  const first = fc.constantFrom('alone' as const, 'shared' as const);
  fc.assert(
    fc.property(speed, speed, trial, first, (alone, shared, trial, first) => {
      const speeds = { alone, shared };
      const pace = createPace({ first, trial });
      // The first pieces are done before anything is known, however slow.
      work(pace, speeds, alike(2 * trial));
      expect(delayOf(work(pace, speeds, alike(4000)), speeds)).toBeLessThan(1.07);
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
