// The code of another thread: projects words and decodes batches in tagging, does the reverse direction in training.
import { workerData } from 'node:worker_threads';
import { instantiateKernels } from '../../kernels/kernels.js';
import { attachMemory } from '../../kernels/memory.js';
import { type JobList, takeJobs } from '../../parallel/jobs.js';
import { openMailbox } from '../../parallel/mailbox.js';
import type { HelperStart } from '../../parallel/worker.js';
import { serve } from '../../parallel/worker-loop.js';
import { createReverseTasks } from './reverse-worker.js';
import { networkOf } from './shared-network.js';
import { runDecodeJob, runProjectJob } from './tagging-jobs.js';
import type { WorkerData } from './threads.js';

const { memory, mailbox, region, data } = workerData as HelperStart<WorkerData>;
const linear = attachMemory(memory, region);
const engine = { memory: linear, kernels: instantiateKernels(linear, data.kernels) };
const network = networkOf(engine, data.blueprint);
const reverse = createReverseTasks(engine, network);

// In the order of the tasks in threads.ts.
serve(openMailbox(memory.buffer, mailbox), [
  ([address, count]) => tag({ address, count }, runProjectJob),
  ([address, count]) => tag({ address, count }, runDecodeJob),
  reverse.forward,
  reverse.backward,
]);

function tag(list: JobList, run: typeof runDecodeJob): void {
  const mark = linear.mark();
  const decoding = network.startDecoding();
  takeJobs(linear, list, (job) => run(engine, decoding, data.projections, job));
  linear.release(mark);
}
