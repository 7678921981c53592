import { expect, test } from '@jest/globals';
import {
  createCheckpointSchedule,
  type ScheduleInput,
} from '../../../../src/cli/train/checkpoint/schedule.js';

const MINUTE_MS = 60_000;

/** A schedule with a clock that the test sets, in minutes. */
function scheduleAt(input: ScheduleInput) {
  const clock = { minutes: 0 };
  const schedule = createCheckpointSchedule(input, () => clock.minutes * MINUTE_MS);
  const isDue = (minutes: number, event: 'batch' | 'epoch') => {
    clock.minutes = minutes;
    return schedule.isDue(event);
  };
  return { schedule, isDue };
}

test('a checkpoint is due after an epoch, and every few minutes within one', () => {
  const { schedule, isDue } = scheduleAt({ firstMs: 0, everyMs: 3 * MINUTE_MS });
  expect(isDue(0.5, 'epoch')).toBe(true);
  schedule.noteWritten(1);
  expect(isDue(3, 'batch')).toBe(false);
  expect(isDue(3.5, 'batch')).toBe(true);
});

test('no checkpoint is due in the first minute', () => {
  const { schedule, isDue } = scheduleAt({ firstMs: MINUTE_MS, everyMs: 0 });
  expect(isDue(0.9, 'epoch')).toBe(false);
  expect(schedule.hasBegun()).toBe(false);
  expect(isDue(1, 'epoch')).toBe(true);
  expect(schedule.hasBegun()).toBe(true);
});

test('writing takes at most a hundredth of the time', () => {
  const { schedule, isDue } = scheduleAt({ firstMs: 0, everyMs: 3 * MINUTE_MS });
  schedule.noteWritten(0.05 * MINUTE_MS);
  expect(isDue(4.9, 'epoch')).toBe(false);
  expect(isDue(4.9, 'batch')).toBe(false);
  expect(isDue(5, 'epoch')).toBe(true);
  expect(isDue(5, 'batch')).toBe(true);
});

test('with an interval of 0 a checkpoint is due at each step, whatever it costs', () => {
  const { schedule, isDue } = scheduleAt({ firstMs: 0, everyMs: 0 });
  schedule.noteWritten(MINUTE_MS);
  expect(isDue(0, 'batch')).toBe(true);
});
