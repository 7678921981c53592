// Threads that train, each one run at a time.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Execute } from '../harness/finish-runs.js';
import type { ComparisonRun } from './comparison-run.js';

export interface Workers {
  readonly executors: readonly Execute<ComparisonRun>[];
  terminate(): Promise<unknown>;
}

export function createWorkers(count: number): Workers {
  const workers = Array.from({ length: count }, createWorker);
  return {
    executors: workers.map((worker) => async (run) => {
      worker.postMessage(run);
      // Rejects if the worker fails.
      const [outcome] = await once(worker, 'message');
      return outcome;
    }),
    terminate: () => Promise.all(workers.map((worker) => worker.terminate())),
  };
}

const createWorker = () => new Worker(new URL('./run-worker.js', import.meta.url));
