// A worker of the tagger: does jobs in tagging; in training, the reverse direction of the recurrent
// layers and other parts of a step.
import { NoRoomError } from '../../errors.js';
import { instantiateKernels } from '../../kernels/kernels.js';
import { attachMemory } from '../../kernels/memory.js';
import { createCallPlayer } from '../../parallel/kernel-calls.js';
import { openMailbox } from '../../parallel/mailbox.js';
import { runThread } from '../../parallel/thread.js';
import type { WorkerStart } from '../../parallel/worker.js';
import { runWorkerLoop, type Task } from '../../parallel/worker-loop.js';
import type { Engine } from '../../tensors/matrix.js';
import { createReverseTasks } from './reverse-worker.js';
import { openSharedNetworks } from './shared-network.js';
import { takeTaggingJobs } from './tagging-jobs.js';
import { TASK, type WorkerData } from './worker-data.js';

runThread((start: WorkerStart<WorkerData>) => {
  const { memory, region, data } = start;
  const linear = attachMemory(memory, region);
  const mailbox = openMailbox(memory.buffer, start.mailbox);
  let tasks: readonly Task[];
  try {
    const engine = { memory: linear, kernels: instantiateKernels(linear, data.kernels) };
    tasks = createTasks(engine, data, mailbox.list);
  } catch (error) {
    // The thread ends without having been ready, so no work is ever given to it.
    if (error instanceof NoRoomError) return;
    throw error;
  }
  runWorkerLoop(mailbox, tasks);
});

function createTasks(engine: Engine, data: WorkerData, list: Float64Array): readonly Task[] {
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
