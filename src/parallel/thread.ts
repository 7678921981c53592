// Threads of Node.
import { Worker, workerData } from 'node:worker_threads';

export interface Thread {
  stop(): void;
}

/** Whether this thread may be blocked until another one wakes it up. */
export const mayBlock: boolean = true;

/**
 * Runs a module in a thread that never keeps the process alive.
 *
 * @param start is cloned, except for shared memory
 */
export function startThread(module: URL, start: unknown): Thread {
  const worker = new Worker(module, { workerData: start });
  worker.unref();
  return { stop: () => worker.terminate() };
}

/** Runs the thread that this module was started for, with what it was started with. */
export function runThread<Start>(run: (start: Start) => void): void {
  run(workerData as Start);
}
