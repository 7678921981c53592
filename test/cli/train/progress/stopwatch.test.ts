import { expect, test } from '@jest/globals';
import { createStopwatch, type Workload } from '../../../../src/cli/train/progress/stopwatch.js';
import type { TrainingEvent } from '../../../../src/training/train.js';
import { scoreOfTen, someDivergence } from '../../../training/scored-run.js';

/** A stopwatch with a clock that the test sets, in seconds. */
function stopwatchAt(workload: Workload) {
  const clock = { seconds: 100 };
  const stopwatch = createStopwatch(workload, () => 1000 * clock.seconds);
  const batch = (seconds: number, epoch: number, tokenCount: number) => {
    clock.seconds = 100 + seconds;
    stopwatch.note({ kind: 'batch', epoch, tokenCount, loss: 1 });
  };
  const note = (seconds: number, event: TrainingEvent) => {
    clock.seconds = 100 + seconds;
    stopwatch.note(event);
  };
  let number = 0;
  const startRun = (seconds: number, doneCount = 0) => {
    clock.seconds = 100 + seconds;
    number++;
    stopwatch.startRun(number, doneCount);
  };
  return { stopwatch, batch, note, startRun };
}

const dev = scoreOfTen(5);
const epochEnd = (epoch: number): TrainingEvent => ({
  kind: 'epoch',
  epoch,
  weights: 'raw',
  dev,
  best: { epoch, weights: 'raw', dev },
  learningRate: 1,
  loss: 1,
  medianGradientNorm: 1,
  largestGradientNorm: 1,
  stepCount: 1,
  clippedCount: 0,
});

test('the time left counts all epochs that may follow', () => {
  const { stopwatch, batch, startRun } = stopwatchAt({ runCount: 1, epochs: 3, tokenCount: 100 });
  startRun(0);
  batch(10, 1, 50);
  expect(stopwatch.secondsLeft()).toBe(50);
});

test('the time left counts all runs that may follow, and the scoring between epochs', () => {
  const { stopwatch, batch, note, startRun } = stopwatchAt({
    runCount: 3,
    epochs: 2,
    tokenCount: 100,
  });
  startRun(0);
  batch(10, 1, 100);
  note(20, epochEnd(1));
  batch(30, 2, 50);
  // 150 tokens in 30 s, and 50 + 2 * 200 are left.
  expect(stopwatch.secondsLeft()).toBe(90);
});

test('a run that ends early takes its epochs off the time left', () => {
  const { stopwatch, batch, note, startRun } = stopwatchAt({
    runCount: 2,
    epochs: 10,
    tokenCount: 100,
  });
  startRun(0);
  batch(10, 1, 100);
  note(10, epochEnd(1));
  startRun(10);
  batch(20, 1, 100);
  expect(stopwatch.secondsLeft()).toBe(90);
});

test('an epoch that is repeated after a rollback counts again as time, not as progress', () => {
  const { stopwatch, batch, note, startRun } = stopwatchAt({
    runCount: 1,
    epochs: 1,
    tokenCount: 100,
  });
  startRun(0);
  batch(10, 1, 50);
  const { anomaly, learningRate } = someDivergence;
  note(10, { kind: 'rollback', anomaly, keptEpoch: 0, learningRate });
  batch(20, 1, 50);
  expect(stopwatch.secondsLeft()).toBe(10);
  expect(stopwatch.epochSpeed()).toBe(5);
});

test('speed is that of the steps, without scoring', () => {
  const { stopwatch, batch, note, startRun } = stopwatchAt({
    runCount: 1,
    epochs: 2,
    tokenCount: 100,
  });
  startRun(0);
  expect(stopwatch.runSpeed()).toBeUndefined();
  batch(10, 1, 100);
  note(20, epochEnd(1));
  expect(stopwatch.epochSpeed()).toBe(10);
  batch(25, 2, 100);
  note(30, epochEnd(2));
  expect(stopwatch.epochSpeed()).toBe(20);
  expect(stopwatch.runSpeed()).toBeCloseTo(200 / 15);
  expect(stopwatch.runSeconds()).toBe(30);
});
