import { expect, test } from '@jest/globals';
import { createMemory } from '../../src/kernels/memory.js';
import { createWorkerPool } from '../../src/parallel/worker-pool.js';
import { comeUp, startBusyThread } from './busy-thread.js';

test('workers are started when first needed, and returned once they are ready', async () => {
  const pool = createWorkerPool(() => startBusyThread(createMemory()));
  expect(pool.startedCount()).toBe(0);
  expect(pool.ready(0)).toEqual([]);
  expect(pool.startedCount()).toBe(0);
  expect(pool.ready(1)).toEqual([]);
  expect(pool.startedCount()).toBe(1);
  while (pool.ready(1).length === 0) await new Promise(setImmediate);
  expect(pool.ready(2)).toHaveLength(1);
  expect(pool.startedCount()).toBe(2);
  expect(pool.ready(1)).toHaveLength(1);
  pool.stop();
});

test('after a start that failed there are no more starts', async () => {
  const first = startBusyThread(createMemory());
  await comeUp(first);
  let startCount = 0;
  const pool = createWorkerPool(() => [first][startCount++]);
  for (let round = 0; round < 3; round++) {
    expect(pool.ready(3)).toEqual([first]);
    expect(startCount).toBe(2);
  }
  pool.stop();
});

test('a stopped pool starts new workers', () => {
  const pool = createWorkerPool(() => startBusyThread(createMemory()));
  pool.ready(1);
  pool.stop();
  expect(pool.startedCount()).toBe(0);
  pool.ready(1);
  expect(pool.startedCount()).toBe(1);
  pool.stop();
});
