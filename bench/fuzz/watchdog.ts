// Ends the process if an execution does not end: a loop without end lets no timer of its own
// thread run.
import { Worker } from 'node:worker_threads';

export interface Watchdog {
  /** Called before each execution, with its number. */
  watch(number: number): void;
  stop(): Promise<unknown>;
}

// Far above the limit for an execution, so that a busy machine ends none.
const PATIENCE_SECONDS = 120;

const SCRIPT = `
  const { workerData: { numbers, name, patience } } = require('node:worker_threads');
  let last = -1;
  let unchanged = 0;
  setInterval(() => {
    const number = Atomics.load(numbers, 0);
    unchanged = number === last ? unchanged + 1 : 0;
    last = number;
    if (unchanged < patience) return;
    require('node:fs').writeSync(2, name + ': execution ' + number + ' does not end\\n');
    process.kill(process.pid, 'SIGKILL');
  }, 1000);
`;

/** @param name of the target */
export function startWatchdog(name: string): Watchdog {
  const numbers = new Int32Array(new SharedArrayBuffer(4));
  const workerData = { numbers, name, patience: PATIENCE_SECONDS };
  const worker = new Worker(SCRIPT, { eval: true, workerData });
  worker.unref();
  return {
    watch: (number) => {
      Atomics.store(numbers, 0, number);
    },
    stop: () => worker.terminate(),
  };
}
