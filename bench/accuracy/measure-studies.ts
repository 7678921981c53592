// Studies from their plans to their tables.
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { finishRuns } from '../harness/finish-runs.js';
import { distinctRuns } from '../harness/outcome.js';
import type { InputVariable } from '../harness/program.js';
import { openResults } from '../harness/results-file.js';
import { readHelp } from '../harness/run-tagger.js';
import type { RunScale } from '../harness/scale.js';
import { inTemporaryFolder } from '../harness/temporary-folder.js';
import type { AccuracyRun, StartFiles } from './accuracy-run.js';
import { createIdentify, fingerprintBuild, type IdentifiedRun } from './identity.js';
import {
  checkSources,
  createInputs,
  expectVectors,
  rawTextOfEnvironment,
  writeQuickModel,
  writeQuickText,
  writeQuickVectors,
} from './inputs.js';
import { createExecutor } from './measure.js';
import { type AccuracyStudyName, accuracyStudies } from './studies.js';
import type { Setting } from './study.js';

// The scripts and kernels here identify a build.
const builtFolder = fileURLToPath(new URL('../../src', import.meta.url));

export interface MeasuringOptions {
  readonly scale: RunScale;
  /** The model that fine-tuning starts from. */
  readonly baseModel: string;
  /** The file of finished runs. */
  readonly results: string;
  /** The name of the build, if not its fingerprint. */
  readonly build?: string;
  /** Trainings at the same time. */
  readonly atOnce: number;
  readonly signal: AbortSignal;
}

/** Yields the tables of each study; only runs that are not finished are trained. */
export function measureStudies(
  names: readonly AccuracyStudyName[],
  options: MeasuringOptions,
): AsyncGenerator<readonly [AccuracyStudyName, string]> {
  return inTemporaryFolder((inFolder) => measure(names, options, inFolder));
}

async function* measure(
  names: readonly AccuracyStudyName[],
  { scale, baseModel, results: resultsPath, build, atOnce, signal }: MeasuringOptions,
  inFolder: (name: string) => string,
): AsyncGenerator<readonly [AccuracyStudyName, string]> {
  if (names.length === 0) return;
  const files =
    scale === 'quick'
      ? await writeQuickFiles(names, inFolder)
      : {
          vectors: reads(names, 'TEDDY_VECTORS') ? expectVectors() : '',
          baseModel,
          rawText: reads(names, 'TEDDY_RAWTEXT') ? rawTextOfEnvironment() : [],
        };
  const setting: Setting = { scale, help: readHelp('train'), ...withoutFolders(files) };
  checkSources(
    names.flatMap((name) => accuracyStudies[name].plan(setting)),
    files,
  );
  const identify = createIdentify(build ?? fingerprintBuild(builtFolder), files);
  const results = openResults<IdentifiedRun>(resultsPath);
  const measuring = { inputs: createInputs(inFolder, files), atOnce, signal };
  const executors = Array.from({ length: atOnce }, (_, index) =>
    createExecutor(inFolder(`${index}.safetensors`), measuring),
  );
  for (const name of names) {
    const { plan, render } = accuracyStudies[name];
    const runs = distinctRuns(plan(setting)).map(identify);
    await finishRuns<IdentifiedRun>(runs, { results, executors, describe });
    yield [name, render(setting, (run) => results.outcomes(identify(run)))];
  }
}

const reads = (names: readonly AccuracyStudyName[], variable: InputVariable) =>
  names.some((name) => accuracyStudies[name].inputs.some((input) => input === variable));

/** The base model has to be trained, so it is written only if it is used. */
async function writeQuickFiles(
  names: readonly AccuracyStudyName[],
  inFolder: (name: string) => string,
): Promise<StartFiles> {
  const baseModel = inFolder('quick.safetensors');
  if (names.includes('fine-tuning')) writeQuickModel(baseModel);
  const rawText = names.includes('unlabeled') ? [await writeQuickText(inFolder('raw.txt'))] : [];
  return { vectors: await writeQuickVectors(inFolder('vectors.txt')), baseModel, rawText };
}

/** The names of the files, as they are printed. */
function withoutFolders({ vectors, baseModel, rawText }: StartFiles): StartFiles {
  return {
    vectors: basename(vectors),
    baseModel: basename(baseModel),
    rawText: rawText?.map((path) => basename(path)),
  };
}

function describe(run: AccuracyRun): string {
  const { corpus, sentences, unlabeled, flags, seed } = run;
  const size = sentences === undefined ? '' : ` (${sentences})`;
  const text = unlabeled ? [`${unlabeled.words} words of ${unlabeled.source}`] : [];
  return [`${corpus}${size}`, describeStart(run), ...text, ...flags, `seed ${seed}`].join(' ');
}

function describeStart({ withVectors, fromModel }: AccuracyRun): string {
  if (fromModel) return 'from the base model';
  return withVectors ? 'vectors' : 'no vectors';
}
