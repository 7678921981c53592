import { expect, test } from '@jest/globals';
import { doneInRuns, renderResumption } from '../../../../src/cli/train/checkpoint/resumption.js';
import type { Checkpoint } from '../../../../src/training/checkpoint/checkpoint.js';
import { startRun } from '../../../training/checkpoint/resumable-run.js';

test('the line says after how many runs, epochs and steps a training goes on', () => {
  const { training } = startRun({ options: { batchSize: 4 } });
  let stepCount = 0;
  for (const event of training.events) {
    if (event.kind === 'batch') stepCount++;
    if (stepCount === 3) break;
  }
  const current = { state: training.state(), learningCurve: [] };
  const start: Checkpoint = { identity: {}, finishedRuns: [], log: [] };
  expect(renderResumption('c', doneInRuns(start))).toBe('c: going on after the start');
  expect(renderResumption('c', doneInRuns({ ...start, current }))).toBe(
    'c: going on after 1 epoch and 1 step',
  );
});
