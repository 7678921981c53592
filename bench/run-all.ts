// Runs divided among workers: each takes the next one when it is done with the last.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Outcome, Run } from './run.js';

/** @throws what a run throws; the runs after it are then not begun */
export async function runAll(
  runs: readonly Run[],
  workerCount: number,
  onFinished: (run: Run, outcome: Outcome) => void,
): Promise<void> {
  const waiting = [...runs];
  const workers = Array.from({ length: Math.min(workerCount, runs.length) }, createWorker);
  const drain = async (worker: Worker): Promise<void> => {
    for (let run = waiting.shift(); run !== undefined; run = waiting.shift()) {
      worker.postMessage(run);
      // Rejects where the worker fails.
      const [outcome] = await once(worker, 'message');
      onFinished(run, outcome);
    }
  };
  try {
    await Promise.all(workers.map(drain));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

const createWorker = () => new Worker(new URL('./run-worker.js', import.meta.url));
