// The other thread of these tests, whose tasks are numbered in busy-thread.ts.
import { workerData } from 'node:worker_threads';
import { attachMemory } from '../../src/kernels/memory.js';
import { takeJobs } from '../../src/parallel/jobs.js';
import { openMailbox } from '../../src/parallel/mailbox.js';
import type { HelperStart } from '../../src/parallel/worker.js';
import { serve } from '../../src/parallel/worker-loop.js';
import { type BusyData, countUp } from './busy-thread.js';

const { memory, mailbox, region, data } = workerData as HelperStart<BusyData>;
const linear = attachMemory(memory, region);

serve(openMailbox(memory.buffer, mailbox), [
  ([out, count, ...numbers]) => {
    linear.integers(out, 1)[0] = numbers.slice(0, count).reduce((sum, n) => sum + n, 0);
  },
  ([address, count]) => takeJobs(linear, { address, count }, countUp(linear)),
  ([out, byteLength]) => {
    linear.integers(out, 1)[0] = linear.allocate(byteLength);
  },
  () => {
    throw new Error(data.reason);
  },
  () => {
    throw data.reason;
  },
  ([address]) => {
    Atomics.wait(linear.integers(address, 1), 0, 0);
  },
]);
