// Workers that are started when they are first needed.
import type { WorkerThread } from './worker.js';

export interface WorkerPool {
  /**
   * Starts workers until there are `count`, or no more can be started; returns those that are
   * ready.
   */
  ready(count: number): readonly WorkerThread[];
  startedCount(): number;
  /** Ends the workers that are started; `ready` starts others. */
  stop(): void;
  /** Ends the workers; no others are started. */
  close(): void;
}

/** @param start returns undefined if no more workers can be started */
export function createWorkerPool(start: () => WorkerThread | undefined): WorkerPool {
  const workers: WorkerThread[] = [];
  let isFull = false;
  const stop = () => {
    for (const worker of workers.splice(0)) worker.stop();
  };
  return {
    ready: (count) => {
      while (workers.length < count && !isFull) {
        const worker = start();
        if (worker) workers.push(worker);
        else isFull = true;
      }
      return workers.slice(0, count).filter((worker) => worker.isReady());
    },
    startedCount: () => workers.length,
    stop,
    close: () => {
      isFull = true;
      stop();
    },
  };
}
