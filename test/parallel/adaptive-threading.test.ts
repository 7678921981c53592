import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type AdaptiveThreading,
  createAdaptiveThreading,
} from '../../src/parallel/adaptive-threading.js';

const options = { first: 'shared', trialRounds: 4 } as const;

type Mode = 'alone' | 'shared';
type Speeds = Readonly<Record<Mode, number>>;

/** Does rounds of this work at these speeds; returns the mode of each. */
function work(threading: AdaptiveThreading, speeds: Speeds, rounds: readonly number[]): Mode[] {
  return rounds.map((round) => {
    const mode = threading.isShared() ? 'shared' : 'alone';
    threading.record(round, round / speeds[mode]);
    return mode;
  });
}

const alike = (count: number): number[] => new Array(count).fill(10);
const shareOf = (modes: readonly string[], mode: string) =>
  modes.filter((found) => found === mode).length / modes.length;

/** The time taken, as a multiple of what the faster mode would have taken for all rounds. */
function delayOf(modes: readonly Mode[], speeds: Speeds): number {
  const fastest = Math.max(speeds.alone, speeds.shared);
  return modes.reduce((sum, mode) => sum + fastest / speeds[mode], 0) / modes.length;
}

test.each(['alone', 'shared'] as const)('the first mode is the given one: %s', (first) => {
  expect(createAdaptiveThreading({ ...options, first }).isShared()).toBe(first === 'shared');
});

test.each([1.2, 2, 10, 100])('sharing that is %d times slower ends after one trial', (factor) => {
  const threading = createAdaptiveThreading(options);
  const modes = work(threading, { alone: 1, shared: 1 / factor }, alike(10));
  expect(modes).toEqual([...new Array(4).fill('shared'), ...new Array(6).fill('alone')]);
});

test('the first pause is 16 times the time lost, those after lost trials are 32 times', () => {
  const threading = createAdaptiveThreading(options);
  const modes = work(threading, { alone: 1, shared: 0.5 }, alike(500));
  const trials = modes.flatMap((mode, round) =>
    mode === 'shared' && modes[round - 1] === 'alone' ? [round] : [],
  );
  // Four rounds at half the speed lose the time of four; a later trial is given up after two
  // rounds, which lose two. The four rounds alone of the first trial are not part of the pause.
  const pauses = [4 + 4 + 16 * 4, 2 + 32 * 2, 2 + 32 * 2];
  let next = 0;
  expect(trials.slice(0, 3)).toEqual(pauses.map((pause) => (next += pause)));
});

test.each([
  { before: { alone: 1, shared: 1.7 }, after: { alone: 1, shared: 0.4 }, found: 'alone' },
  { before: { alone: 1, shared: 0.1 }, after: { alone: 1, shared: 1.7 }, found: 'shared' },
])('when the other mode becomes the faster one, $found is soon found', (change) => {
  const { before, after, found } = change;
  const threading = createAdaptiveThreading(options);
  work(threading, before, alike(20_000));
  work(threading, after, alike(300));
  expect(shareOf(work(threading, after, alike(4000)), found)).toBeGreaterThan(0.9);
});

test('rounds of unequal work are judged by their speed, not by their time', () => {
  const threading = createAdaptiveThreading(options);
  // The trial falls on the small rounds, which take less time although they are slower.
  const rounds = [...new Array(4).fill(1000), ...new Array(4).fill(1), ...alike(4)];
  const modes = work(threading, { alone: 0.5, shared: 1 }, rounds);
  expect(modes.slice(8)).toEqual(new Array(4).fill('shared'));
});

test('a single large round on trial is judged by its speed as well', () => {
  const threading = createAdaptiveThreading({ ...options, first: 'alone' });
  const modes = work(threading, { alone: 1, shared: 2 }, [...alike(4), 1000, ...alike(10)]);
  expect(modes.slice(4)).toEqual(new Array(11).fill('shared'));
});

test('a slow start, while code warms up, is corrected by a trial soon after', () => {
  const threading = createAdaptiveThreading(options);
  work(threading, { alone: 1, shared: 0.25 }, alike(8));
  const modes = work(threading, { alone: 1, shared: 2 }, alike(400));
  expect(shareOf(modes.slice(240), 'shared')).toBeGreaterThan(0.95);
});

test('trials cost little, whichever mode is slower and by whatever factor', () => {
  const speed = fc.double({ min: 0.05, max: 20, noNaN: true });
  const trialRounds = fc.integer({ min: 1, max: 16 });
  const first = fc.constantFrom('alone' as const, 'shared' as const);
  fc.assert(
    fc.property(speed, speed, trialRounds, first, (alone, shared, trialRounds, first) => {
      const speeds = { alone, shared };
      const threading = createAdaptiveThreading({ first, trialRounds });
      // The first rounds are done before anything is known, however slow they are.
      work(threading, speeds, alike(2 * trialRounds));
      expect(delayOf(work(threading, speeds, alike(4000)), speeds)).toBeLessThan(1.07);
    }),
  );
});

test('a clock that stands still stops nothing', () => {
  const threading = createAdaptiveThreading(options);
  const modes = Array.from({ length: 1000 }, () => {
    const mode = threading.isShared() ? 'shared' : 'alone';
    threading.record(10, 0);
    return mode;
  });
  expect(new Set(modes)).toEqual(new Set(['alone', 'shared']));
});
