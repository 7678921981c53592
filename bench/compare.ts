// What each choice does: trains the whole family and prints the tables of the README.
//
// Run: node dist/bench/compare.js [--only table|long-memory|future] [--results FILE] [--quick]
//
// Every finished run is a line of the results file (compare.jsonl); a comparison that was broken off goes on from there.
import { parseArgs } from 'node:util';
import { planFuture, renderFuture } from './compare/future.js';
import { planLongMemory, renderLongMemory } from './compare/long-memory.js';
import { planTable, renderNetworkTable } from './compare/network-table.js';
import { createWorkers } from './compare/workers.js';
import { finishRuns } from './harness/finish-runs.js';
import { openResults } from './harness/results-file.js';
import { type Outcomes, type Run, type Scale, type StudyName, studyNames } from './harness/run.js';

const WORKERS = 2;

interface Study {
  plan(scale: Scale): readonly Run[];
  render(scale: Scale, outcomes: Outcomes): string;
}

const studies: Readonly<Record<StudyName, Study>> = {
  table: { plan: planTable, render: renderNetworkTable },
  'long-memory': { plan: planLongMemory, render: renderLongMemory },
  future: { plan: planFuture, render: renderFuture },
};

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    results: { type: 'string', default: 'compare.jsonl' },
    quick: { type: 'boolean', default: false },
  },
});
await compare(
  chosenStudies(values.only).map((name) => studies[name]),
  values.quick ? 'quick' : 'full',
  values.results,
);

function chosenStudies(only: string | undefined): readonly StudyName[] {
  const chosen = studyNames.filter((name) => only === undefined || name === only);
  if (chosen.length > 0) return chosen;
  console.error(`compare: --only: expected one of ${studyNames.join(', ')}, found ${only}`);
  process.exit(2);
}

async function compare(chosen: readonly Study[], scale: Scale, path: string): Promise<void> {
  const results = openResults<Run>(path);
  const runs = chosen.flatMap(({ plan }) => plan(scale));
  const workers = createWorkers(WORKERS);
  try {
    await finishRuns(runs, { results, executors: workers.executors, describe });
  } finally {
    await workers.terminate();
  }
  for (const { render } of chosen) console.log(`${render(scale, results.outcomes)}\n`);
}

function describe({ study, training }: Run): string {
  const { cell, directions, layers, hidden } = training.config;
  const direction = directions === 1 ? 'forward' : 'both directions';
  return `${study}: ${cell}, ${direction}, ${layers} x ${hidden}, seed ${training.options.seed}`;
}
