import { expect, test } from '@jest/globals';
import { createMemory, type LinearMemory } from '../../src/kernels/memory.js';
import { storeJobs, takeJobs } from '../../src/parallel/jobs.js';
import { busyThreads, countUp, TASK } from './busy-thread.js';

function taken(memory: LinearMemory, jobs: readonly number[]): number[] {
  const found: number[] = [];
  takeJobs(memory, storeJobs(memory, jobs), (job) => found.push(job));
  return found;
}

test.each([0, 1, 2, 100])('each of %i jobs is taken once, in their order', (count) => {
  const jobs = Array.from({ length: count }, (_, n) => 7 * n);
  expect(taken(createMemory(), jobs)).toEqual(jobs);
});

test('a list whose jobs are done has no more jobs', () => {
  const memory = createMemory();
  const list = storeJobs(memory, [1, 2]);
  takeJobs(memory, list, () => {});
  const found: number[] = [];
  takeJobs(memory, list, (job) => found.push(job));
  expect(found).toEqual([]);
});

test('addresses beyond two gigabytes are passed on unchanged', () => {
  const addresses = [2 ** 31 - 1, 2 ** 31, 2 ** 32 - 64, 2 ** 32 - 1];
  expect(taken(createMemory(), addresses)).toEqual(addresses);
});

test('the memory may grow while jobs are being done', () => {
  const memory = createMemory();
  const list = storeJobs(memory, [1, 2, 3]);
  const found: number[] = [];
  takeJobs(memory, list, (job) => {
    memory.allocate(2 * memory.memory.buffer.byteLength);
    found.push(job);
  });
  expect(found).toEqual([1, 2, 3]);
});

test('threads that work at the same time take each job once', async () => {
  const { linear, workers } = await busyThreads(2);
  // The counters are beyond two gigabytes.
  linear.allocate(2 ** 31);
  const count = 30_000;
  const counters = linear.allocate(count * 4);
  linear.integers(counters, count).fill(0);
  const addresses = Array.from({ length: count }, (_, n) => counters + 4 * n);
  for (let round = 0; round < 20; round++) {
    const mark = linear.mark();
    const list = storeJobs(linear, addresses);
    for (const worker of workers) worker.post(TASK.count, [list.address, list.count]);
    takeJobs(linear, list, countUp(linear));
    for (const worker of workers) worker.wait();
    linear.release(mark);
  }
  for (const worker of workers) worker.stop();
  expect(new Set(linear.integers(counters, count))).toEqual(new Set([20]));
});
