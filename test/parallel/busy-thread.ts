// A helper that adds numbers, takes jobs, fails and sleeps, as it is asked to.
import { setImmediate } from 'node:timers/promises';
import { createMemory, type LinearMemory } from '../../src/kernels/memory.js';
import { type Helper, startHelper } from '../../src/parallel/worker.js';

/** Places in the list of the worker's tasks. */
export const task = { add: 0, count: 1, allocate: 2, fail: 3, failPlainly: 4, sleep: 5 } as const;

export interface BusyData {
  readonly reason: string;
}

/** Raises the counter at this address. */
export const countUp = (linear: LinearMemory) => (counter: number) => {
  Atomics.add(linear.integers(counter, 1), 0, 1);
};

export const REGION_BYTES = 1 << 20;

export function startBusyThread(linear: LinearMemory, reason = 'none'): Helper {
  const module = new URL('./busy-worker.js', import.meta.url);
  const helper = startHelper<BusyData>(module, linear, REGION_BYTES, { reason });
  if (!helper) throw new Error('no room for another thread');
  return helper;
}

/** Waits as the event loop goes on, so that whatever ends the other thread is heard of. */
export async function comeUp(helper: Helper): Promise<void> {
  while (!helper.isReady()) await setImmediate();
}

/** Threads that are up, over a memory of their own. */
export async function busyThreads(count: number, reason?: string) {
  const linear = createMemory();
  const helpers = Array.from({ length: count }, () => startBusyThread(linear, reason));
  for (const helper of helpers) await comeUp(helper);
  return { linear, helpers };
}
