// Work that is divided between this thread and another, which runs kernels in the same memory. No
// sum is ever divided: each number is computed by one thread, as if there were no other.
import type { Kernels } from '../kernels/kernels.js';
import type { LinearMemory } from '../kernels/memory.js';

/** What computes; `Engine` in matrix.ts. */
export interface SharingEngine {
  readonly memory: LinearMemory;
  readonly kernels: Kernels;
  /** Present while another thread may take a part of the work. */
  readonly worker?: KernelWorker;
}

/** Work that another thread has begun. */
export interface Pending {
  /** Returns when it is done. */
  wait(): void;
}

/** Another thread that runs kernels for this one. */
export interface KernelWorker {
  /**
   * Runs the kernels that `work` calls on its engine, in their order, on the other thread. `work`
   * itself runs at once on this thread: it may allocate, but find no results.
   */
  start(work: Work): Pending;
}

export type Work = (engine: SharingEngine) => void;

const nothing: Pending = { wait: () => {} };

/** Starts work on the other thread; without one, it is done at once. */
export function startAside(engine: SharingEngine, work: Work): Pending {
  if (engine.worker) return engine.worker.start(work);
  work(engine);
  return nothing;
}

/** Does both kinds of work, the first on the other thread if there is one. */
export function divide(engine: SharingEngine, aside: Work, here: () => void): void {
  const pending = startAside(engine, aside);
  here();
  pending.wait();
}
