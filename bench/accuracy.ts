// How well the command learns: trains with it, seed by seed, and prints the tables of the README.
//
// Run: npm run bench:accuracy -- [--only main|ablation|sizes|fine-tuning] [--from MODEL] [--results FILE] [--parallel N]
//      [--build NAME] [--quick]
//
// TEDDY_CORPORA names the folder of the public corpora and TEDDY_VECTORS a file of word vectors; --from names the model that
// fine-tuning goes on from (models/en.safetensors). Every finished run is a line of the results file (accuracy.jsonl), known
// by its flags, the bytes it read and the build, which --build names otherwise; a measurement that was broken off goes on
// from there. --parallel runs N trainings at once, a thread each.
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { InputError } from '../src/errors.js';
import { ablation } from './accuracy/ablation.js';
import type { AccuracyRun, Beginnings } from './accuracy/accuracy-run.js';
import { fineTuning } from './accuracy/fine-tuning.js';
import { createIdentify, fingerprintBuild, type IdentifiedRun } from './accuracy/identity.js';
import {
  checkSources,
  createInputs,
  vectorsAtHand,
  writeQuickModel,
  writeQuickVectors,
} from './accuracy/inputs.js';
import { mainStudy } from './accuracy/main-study.js';
import { createExecutor } from './accuracy/measure.js';
import { sizes } from './accuracy/sizes.js';
import type { Setting, Study } from './accuracy/study.js';
import { finishRuns } from './harness/finish-runs.js';
import { openResults } from './harness/results-file.js';
import { keyOf } from './harness/run.js';
import { readHelp } from './harness/run-tagger.js';
import { inTemporaryFolder } from './harness/temporary-folder.js';

// Its scripts and kernels are what a build is known by.
const builtFolder = fileURLToPath(new URL('../src', import.meta.url));

const studies: Readonly<Record<string, Study>> = {
  main: mainStudy,
  ablation,
  sizes,
  'fine-tuning': fineTuning,
};

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    from: { type: 'string', default: 'models/en.safetensors' },
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
  const beginnings = values.quick ? await writeQuickBeginnings(inFolder) : beginningsAtHand();
  const scale = values.quick ? 'quick' : 'full';
  const setting: Setting = { scale, help: readHelp('train'), ...namesOf(beginnings) };
  checkSources(
    chosen.flatMap(({ plan }) => plan(setting)),
    beginnings,
  );
  const identify = createIdentify(values.build ?? fingerprintBuild(builtFolder), beginnings);
  const results = openResults<IdentifiedRun>(values.results);
  const inputs = createInputs(inFolder, beginnings);
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

function beginningsAtHand(): Beginnings {
  return { vectors: vectorsAtHand(), startingModel: values.from };
}

/** The model, which has to be trained, only where it is wanted. */
async function writeQuickBeginnings(inFolder: (name: string) => string): Promise<Beginnings> {
  const startingModel = inFolder('quick.safetensors');
  if (chosen.includes(fineTuning)) writeQuickModel(startingModel);
  return { vectors: await writeQuickVectors(inFolder('vectors.txt')), startingModel };
}

/** As they are printed: without their folders. */
function namesOf({ vectors, startingModel }: Beginnings): Beginnings {
  return { vectors: basename(vectors), startingModel: basename(startingModel) };
}

/** Some may stand in more than one row. */
function distinct(runs: readonly AccuracyRun[]): AccuracyRun[] {
  return [...new Map(runs.map((run) => [keyOf(run), run])).values()];
}

function describe(run: AccuracyRun): string {
  const { corpus, sentences, flags, seed } = run;
  const size = sentences === undefined ? '' : ` (${sentences})`;
  return [`${corpus}${size}`, describeBeginning(run), ...flags, `seed ${seed}`].join(' ');
}

function describeBeginning({ withVectors, fromModel }: AccuracyRun): string {
  if (fromModel) return 'from the model';
  return withVectors ? 'vectors' : 'no vectors';
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
