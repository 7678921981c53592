// A worker of the tagger: does jobs in tagging; in training, the reverse direction of the recurrent
// layers and other parts of a step.
import { workerData } from 'node:worker_threads';
import { NoRoomError } from '../../errors.js';
import { instantiateKernels } from '../../kernels/kernels.js';
import { attachMemory } from '../../kernels/memory.js';
import { createCallPlayer } from '../../parallel/kernel-calls.js';
import { type Mailbox, openMailbox } from '../../parallel/mailbox.js';
import type { WorkerStart } from '../../parallel/worker.js';
import { runWorkerLoop, type Task } from '../../parallel/worker-loop.js';
import { createReverseTasks } from './reverse-worker.js';
import { openSharedNetworks } from './shared-network.js';
import { takeTaggingJobs } from './tagging-jobs.js';
import { TASK, type WorkerData } from './worker-data.js';

const { memory, mailbox: mailboxAddress, region, data } = workerData as WorkerStart<WorkerData>;
const linear = attachMemory(memory, region);
const engine = { memory: linear, kernels: instantiateKernels(linear, data.kernels) };
function createTasks({ list }: Mailbox): readonly Task[] {
  const { trained, tagging: network } = openSharedNetworks(engine, data.networks);
  const tagging = { engine, network, projections: data.projections };
  const reverse = createReverseTasks(engine, trained);
  const tasks: Task[] = [];
  tasks[TASK.project] = ([address, count]) =>
    takeTaggingJobs(tagging, 'project', { address, count });
  tasks[TASK.decode] = ([address, count]) => takeTaggingJobs(tagging, 'decode', { address, count });
  tasks[TASK.forward] = reverse.forward;
  tasks[TASK.backward] = reverse.backward;
  const playCalls = createCallPlayer(engine.kernels, list);
  tasks[TASK.kernels] = ([length]) => playCalls(length);
  return tasks;
}

function run(): void {
  const mailbox = openMailbox(memory.buffer, mailboxAddress);
  let tasks: readonly Task[];
  try {
    tasks = createTasks(mailbox);
  } catch (error) {
    // The thread ends without having been ready, so no work is ever given to it.
    if (error instanceof NoRoomError) return;
    throw error;
  }
  runWorkerLoop(mailbox, tasks);
}

run();
