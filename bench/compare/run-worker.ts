// A worker of the comparison: receives runs and sends back their outcomes.
import { parentPort } from 'node:worker_threads';
import type { Outcome } from '../harness/outcome.js';
import type { ComparisonRun } from './comparison-run.js';
import { runFuture } from './future.js';
import { runLongMemory } from './long-memory.js';
import { runTable } from './network-table.js';

parentPort?.on('message', async (run: ComparisonRun) =>
  parentPort?.postMessage(await execute(run)),
);

function execute(run: ComparisonRun): Promise<Outcome> {
  switch (run.study) {
    case 'table':
      return runTable(run);
    case 'long-memory':
      return runLongMemory(run);
    case 'future':
      return runFuture(run);
  }
}
