// How the networks differ: trains each cell, direction and depth, and prints tables of scores.
//
// Run: npm run compare -- [--only table|long-memory|future|gradients] [--write PAGE]
//      [--results FILE] [--quick]
//
// TEDDY_CORPORA names the folder of the public corpora. --write replaces the sections of a page
// (docs/benchmarks/networks.md) and draws the pictures of the gradients beside it. Every finished
// run is a line of the results file (compare.jsonl); an interrupted comparison continues from
// there.
import { parseArgs } from 'node:util';
import type { ComparisonRun } from './compare/comparison-run.js';
import { drawGradients, renderGradients } from './compare/gradients.js';
import {
  type ComparisonPartName,
  comparisonPartNames,
  comparisonParts,
  comparisonStudies,
} from './compare/studies.js';
import { createWorkers } from './compare/workers.js';
import { finishRuns } from './harness/finish-runs.js';
import type { Outcomes } from './harness/outcome.js';
import { chooseParts, openTarget, runProgram, sharedFlags } from './harness/program.js';
import { openResults } from './harness/results-file.js';
import type { RunScale } from './harness/scale.js';

const PAGE = 'docs/benchmarks/networks.md';
const WORKERS = 2;

await runProgram('compare', async () => {
  const { values } = parseArgs({
    options: { ...sharedFlags, results: { type: 'string', default: 'compare.jsonl' } },
  });
  const scale = values.quick ? 'quick' : 'full';
  const chosen = chooseParts(comparisonPartNames, values.only);
  const { names, page, write } = openTarget(comparisonParts, {
    chosen,
    write: values.write,
    scale,
  });
  const outcomes = await finishComparison(names, scale, values.results);
  for (const name of names) {
    // Without a page there is no place for pictures, so only their commands are printed.
    if (name === 'gradients' && page) await drawGradients(page.path, scale);
    const content =
      name === 'gradients'
        ? renderGradients(page?.path ?? PAGE)
        : comparisonStudies[name].render(scale, outcomes);
    console.log(`${content}\n`);
    await write(name, content);
  }
});

/** Trains what is not finished; returns the outcomes of all runs. */
async function finishComparison(
  names: readonly ComparisonPartName[],
  scale: RunScale,
  path: string,
): Promise<Outcomes<ComparisonRun>> {
  const results = openResults<ComparisonRun>(path);
  const runs = names.flatMap((name) =>
    name === 'gradients' ? [] : comparisonStudies[name].plan(scale),
  );
  const workers = createWorkers(WORKERS);
  try {
    await finishRuns(runs, { results, executors: workers.executors, describe });
  } finally {
    await workers.terminate();
  }
  return results.outcomes;
}

function describe({ study, training }: ComparisonRun): string {
  const { cell, directions, layers, hidden } = training.config;
  const direction = directions === 1 ? 'forward' : 'both directions';
  return `${study}: ${cell}, ${direction}, ${layers} x ${hidden}, seed ${training.options.seed}`;
}
