// A worker for tests, which adds numbers, takes jobs, fails or sleeps.
import { setImmediate } from 'node:timers/promises';
import { createMemory, type LinearMemory } from '../../src/kernels/memory.js';
import { startWorker, type WorkerThread } from '../../src/parallel/worker.js';

/** Numbers of the worker's tasks. */
export const TASK = { add: 0, count: 1, allocate: 2, fail: 3, failPlainly: 4, sleep: 5 } as const;

export interface BusyData {
  readonly reason: string;
}

/** A job that increments the counter at this address. */
export const countUp = (linear: LinearMemory) => (counter: number) => {
  Atomics.add(linear.integers(counter, 1), 0, 1);
};

export const REGION_BYTES = 1 << 20;

export function startBusyThread(linear: LinearMemory, reason = 'none'): WorkerThread {
  const module = new URL('./busy-worker.js', import.meta.url);
  const worker = startWorker<BusyData>(module, linear, REGION_BYTES, { reason });
  if (!worker) throw new Error('no room for another thread');
  return worker;
}

/**
 * Waits until the worker is ready. The event loop goes on, so that an error of the worker is
 * reported.
 */
export async function comeUp(worker: WorkerThread): Promise<void> {
  while (!worker.isReady()) await setImmediate();
}

/** Workers that are ready, over a memory of their own. */
export async function busyThreads(count: number, reason?: string) {
  const linear = createMemory();
  const workers = Array.from({ length: count }, () => startBusyThread(linear, reason));
  for (const worker of workers) await comeUp(worker);
  return { linear, workers };
}
