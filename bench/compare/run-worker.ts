// A worker: is sent runs, sends back what came out.
import { parentPort } from 'node:worker_threads';
import type { Outcome, Run } from '../harness/run.js';
import { runFuture } from './future.js';
import { runLongMemory } from './long-memory.js';
import { runTable } from './network-table.js';

parentPort?.on('message', async (run: Run) => parentPort?.postMessage(await execute(run)));

function execute(run: Run): Promise<Outcome> {
  switch (run.study) {
    case 'table':
      return runTable(run);
    case 'long-memory':
      return runLongMemory(run);
    case 'future':
      return runFuture(run);
  }
}
