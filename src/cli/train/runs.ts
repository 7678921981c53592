// As many trainings as --runs asks for, one after the other with the same tagger, so that they take no more memory than one.
import { setImmediate } from 'node:timers/promises';
import type { Score } from '../../evaluation/score.js';
import { scoreTagger } from '../../evaluation/score-tagger.js';
import type { Tagger } from '../../model/tagger.js';
import { createRandom, type Random } from '../../tensors/random.js';
import { createCheckpoint } from '../../training/checkpoint.js';
import { chooseRun, type Run } from '../../training/runs.js';
import type { Trainee } from '../../training/trainable-tagger.js';
import type { TrainFlags } from '../flags/commands.js';
import type { TrainingCorpora } from './corpora.js';
import { createInterrupt } from './interrupt.js';
import { createLog } from './output-files.js';
import type { Preparation } from './prepare.js';
import { createProgress } from './progress.js';
import { renderRun } from './render-runs.js';
import { type Reporting, trainOnce } from './train-once.js';
import { trainingOptions } from './training-options.js';

/**
 * The runs up to the last or to Ctrl-C; the tagger is left with the weights of the one that `chooseRun` chooses.
 *
 * @param preparation begun with the first seed
 * @param random of the first seed, as it is after that
 */
export async function trainRuns(
  { trainee, coverage }: Preparation,
  corpora: TrainingCorpora,
  flags: TrainFlags,
  { random, stderr }: { readonly random: Random; readonly stderr: NodeJS.WriteStream },
): Promise<readonly Run[]> {
  const { tagger } = trainee;
  const reporting = startReporting(corpora, flags, stderr);
  const { isInterrupted } = reporting;
  const input = { ...corpora, rowsWithVector: coverage.rows, isInterrupted };
  const kept = flags.runs > 1 ? createCheckpoint(tagger) : undefined;
  const runs: Run[] = [];
  try {
    while (runs.length < flags.runs && !isInterrupted()) {
      const seed = flags.seed + runs.length;
      const place = { number: runs.length + 1, count: flags.runs, seed };
      if (kept) reporting.progress.startRun(place);
      const ofSeed = runs.length === 0 ? random : startAgain(trainee, seed, flags);
      const options = trainingOptions({ ...flags, seed }, corpora.sentences.length);
      const end = await trainOnce(tagger, { ...input, random: ofSeed }, options, reporting);
      const run = { seed, end, test: end.best && scoreTest(tagger, corpora) };
      runs.push(run);
      if (kept) stderr.write(`${renderRun(place, run)}\n`);
      if (end.best && chooseRun(runs)?.seed === seed) kept?.keep(end.best.epoch);
      // Where Ctrl-C is heard before the next run begins.
      await setImmediate();
    }
  } finally {
    reporting.end();
  }
  if (chooseRun(runs)) kept?.restore();
  return runs;
}

function startReporting(
  { sentences }: TrainingCorpora,
  flags: TrainFlags,
  stderr: NodeJS.WriteStream,
): Reporting & { isInterrupted(): boolean; end(): void } {
  const tokenCount = sentences.reduce((sum, { tokens }) => sum + tokens.length, 0);
  const { epochs } = trainingOptions(flags, sentences.length);
  const progress = createProgress(stderr, { epochs, tokenCount });
  const writeEntry = createLog(flags.log);
  const { isInterrupted, release } = createInterrupt(() => {
    progress.stop();
    stderr.write('stopping with the best weights so far; press Ctrl-C again to abort\n');
  });
  const end = () => {
    progress.stop();
    release();
  };
  return { progress, log: writeEntry, isInterrupted, end };
}

/** The generator that the first weights were drawn from. */
function startAgain(trainee: Trainee, seed: number, { gateBias }: TrainFlags): Random {
  const random = createRandom(seed);
  trainee.start({ random, gateBias });
  return random;
}

function scoreTest(tagger: Tagger, { files: { test } }: TrainingCorpora): Score | undefined {
  return test && scoreTagger(tagger, test.sentences, test.scheme);
}
