// The code of the worker that busy-thread.ts starts, tasks in the order of their numbers there.
import { workerData } from 'node:worker_threads';
import { attachMemory } from '../../src/kernels/memory.js';
import { takeJobs } from '../../src/parallel/jobs.js';
import { openMailbox } from '../../src/parallel/mailbox.js';
import type { WorkerStart } from '../../src/parallel/worker.js';
import { runWorkerLoop } from '../../src/parallel/worker-loop.js';
import { type BusyData, countUp } from './busy-thread.js';

const { memory, mailbox, region, data } = workerData as WorkerStart<BusyData>;
const linear = attachMemory(memory, region);

runWorkerLoop(openMailbox(memory.buffer, mailbox), [
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
