// How well the command learns: trains with it, seed by seed, and prints the tables of the README.
//
// Run: npm run bench:accuracy -- [--only main|ablation|sizes] [--results FILE] [--parallel N] [--build NAME] [--quick]
//
// TEDDY_CORPORA names the folder of the public corpora and TEDDY_VECTORS a file of word vectors. Every finished run is a
// line of the results file (accuracy.jsonl), known by its flags, the bytes it read and the build, which --build names
// otherwise; a measurement that was broken off goes on from there. --parallel runs N trainings at once, a thread each.
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { InputError } from '../src/errors.js';
import { ablation } from './accuracy/ablation.js';
import type { AccuracyRun } from './accuracy/accuracy-run.js';
import { createIdentify, fingerprintBuild, type IdentifiedRun } from './accuracy/identity.js';
import { checkSources, createInputs, vectorsAtHand, writeQuickVectors } from './accuracy/inputs.js';
import { mainStudy } from './accuracy/main-study.js';
import { createExecutor } from './accuracy/measure.js';
import { sizes } from './accuracy/sizes.js';
import type { Setting, Study } from './accuracy/study.js';
import { finishRuns } from './finish-runs.js';
import { openResults } from './results-file.js';
import { keyOf } from './run.js';
import { readHelp } from './speed/run-tagger.js';
import { inTemporaryFolder } from './speed/temporary-folder.js';

// Its scripts and kernels are what a build is known by.
const builtFolder = fileURLToPath(new URL('../src', import.meta.url));

const studies: Readonly<Record<string, Study>> = { main: mainStudy, ablation, sizes };

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    results: { type: 'string', default: 'accuracy.jsonl' },
    parallel: { type: 'string', default: '1' },
    build: { type: 'string' },
    quick: { type: 'boolean', default: false },
  },
});
const chosen = chosenStudies();
const atOnce = parallelCount();
const interrupt = new AbortController();
process.once('SIGINT', () => interrupt.abort());
try {
  for await (const block of inTemporaryFolder((inFolder) => measure(inFolder))) {
    console.log(`${block}\n`);
  }
} catch (error) {
  if (interrupt.signal.aborted) process.exit(130);
  if (!(error instanceof InputError)) throw error;
  console.error(`accuracy: ${error.message}`);
  process.exit(1);
}

async function* measure(inFolder: (name: string) => string): AsyncGenerator<string> {
  const vectors = values.quick ? await writeQuickVectors(inFolder('vectors.txt')) : vectorsAtHand();
  const scale = values.quick ? 'quick' : 'full';
  const setting: Setting = { scale, help: readHelp('train'), vectors: basename(vectors) };
  checkSources(
    chosen.flatMap(({ plan }) => plan(setting)),
    vectors,
  );
  const identify = createIdentify(values.build ?? fingerprintBuild(builtFolder), vectors);
  const results = openResults<IdentifiedRun>(values.results);
  const inputs = createInputs(inFolder, vectors);
  const measuring = { inputs, atOnce, signal: interrupt.signal };
  const executors = Array.from({ length: atOnce }, (_, index) =>
    createExecutor(inFolder(`${index}.safetensors`), measuring),
  );
  for (const { plan, render } of chosen) {
    const runs = distinct(plan(setting)).map(identify);
    await finishRuns<IdentifiedRun>(runs, { results, executors, describe });
    yield render(setting, (run) => results.outcomes(identify(run)));
  }
}

/** Some may stand in more than one row. */
function distinct(runs: readonly AccuracyRun[]): AccuracyRun[] {
  return [...new Map(runs.map((run) => [keyOf(run), run])).values()];
}

function describe({ corpus, sentences, withVectors, flags, seed }: AccuracyRun): string {
  const size = sentences === undefined ? '' : ` (${sentences})`;
  const vectors = withVectors ? 'vectors' : 'no vectors';
  return [`${corpus}${size}`, vectors, ...flags, `seed ${seed}`].join(' ');
}

function chosenStudies(): readonly Study[] {
  const names = Object.keys(studies);
  const chosen = names.filter((name) => [undefined, name].includes(values.only));
  if (chosen.length > 0) return chosen.map((name) => studies[name]);
  return refuse(`--only: expected one of ${names.join(', ')}, found ${values.only}`);
}

function parallelCount(): number {
  if (/^[1-9]\d?$/.test(values.parallel)) return Number(values.parallel);
  return refuse(`--parallel: expected a whole number from 1 to 99, found ${values.parallel}`);
}

function refuse(message: string): never {
  console.error(`accuracy: ${message}`);
  process.exit(2);
}
