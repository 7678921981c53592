// tagger train: reads the corpora, learns, shows how it goes, writes the model.
import { InputError } from '../../errors.js';
import { renderConlleval } from '../../evaluation/report/conlleval.js';
import { writeModel } from '../../model/file/model-file.js';
import { createRandom } from '../../tensors/random.js';
import { chooseRun, type Run, type ScoredRun } from '../../training/runs.js';
import type { TrainFlags } from '../flags/commands.js';
import { renderUsage } from '../process/usage-report.js';
import { limitHeapGrowth, restartWithSmallYoungGeneration } from '../process/v8-flags.js';
import type { Streams } from '../terminal/streams.js';
import { readStartingModel } from './base-model.js';
import { readTrainingCorpora } from './corpora.js';
import { writeGradientReport } from './gradient-report.js';
import { createInterrupt } from './interrupt.js';
import { checkOutput, checkWritable } from './output-files.js';
import { prepareTraining } from './prepare.js';
import { type Origin, provenanceOf } from './provenance.js';
import { finishModel, renderQuantization } from './quantize.js';
import { renderRuns } from './render-runs.js';
import { trainRuns } from './runs.js';

type Say = (line: string) => void;

/** Returns the exit code: 0 when trained, 1 when it diverged, 130 when interrupted. */
export async function runTrain(flags: TrainFlags, { stderr }: Streams): Promise<number> {
  restartWithSmallYoungGeneration();
  limitHeapGrowth();
  checkOutput(flags.output, flags.force);
  const { gradientReport } = flags;
  if (gradientReport !== undefined) checkWritable(gradientReport, 'the gradient report');
  const say = (line: string) => stderr.write(`${line}\n`);
  const from = await readStartingModel(flags);
  const random = createRandom(flags.seed);
  const corpora = await readTrainingCorpora(flags, random, say);
  const { sentences } = corpora;
  const preparation = await prepareTraining(flags, { sentences, random, from }, stderr);
  const { tagger } = preparation.trainee;
  const runs = await trainRuns(preparation, corpora, flags, { random, stderr });
  const run = chooseRun(runs);
  if (!run) return endWithoutModel(flags, runs, say);
  await writeFinalModel(flags, { corpora, preparation, run, runs }, say);
  if (gradientReport !== undefined) {
    await writeGradientReport(gradientReport, tagger, sentences, say);
  }
  if (run.end.detail) {
    const kept = `the model written is that of epoch ${run.best.epoch}`;
    throw new InputError(`${flags.corpus}: ${run.end.detail}; ${kept}`);
  }
  if (flags.verbose) stderr.write(renderUsage(tagger));
  say(`try: echo "He said Teddy Roosevelt was here." | tagger tag --model ${quote(flags.output)}`);
  const isInterrupted = runs.length < flags.runs || runs.at(-1)?.end.reason === 'interrupted';
  return isInterrupted ? 130 : 0;
}

function endWithoutModel({ corpus }: TrainFlags, runs: readonly Run[], say: Say): number {
  const detail = runs.find(({ end }) => end.detail)?.end.detail;
  if (detail) throw new InputError(`${corpus}: ${detail}; no model was written`);
  say('interrupted before the first epoch came to its end: no model was written');
  return 130;
}

async function writeFinalModel(
  flags: TrainFlags,
  origin: Omit<Origin, 'quantization'>,
  say: Say,
): Promise<void> {
  const { corpora, preparation, runs } = origin;
  const { release } = createInterrupt(() =>
    say('the model is about to be written; press Ctrl-C again to abort'),
  );
  const trained = preparation.trainee.tagger;
  const { tagger, run, quantization } = finishModel(trained, origin.run, corpora, flags);
  sayScores(run, runs, say);
  if (quantization) say(renderQuantization(quantization, run));
  const provenance = provenanceOf(flags, { ...origin, run, quantization });
  const byteCount = await writeModel(flags.output, tagger, provenance);
  release();
  say(`wrote ${flags.output} (${(byteCount / 1e6).toFixed(1)} MB)`);
}

/** Of all runs where there are several, and the tables of the one that is kept. */
function sayScores({ seed, best, test }: ScoredRun, runs: readonly Run[], say: Say): void {
  for (const line of runs.length > 1 ? renderRuns(runs) : []) say(line);
  const ofSeed = runs.length > 1 ? `seed ${seed}, ` : '';
  const which = best.weights === 'averaged' ? ', averaged weights' : '';
  say(`dev, ${ofSeed}epoch ${best.epoch}${which}:\n${renderConlleval(best.dev).trimEnd()}`);
  if (test) say(`test:\n${renderConlleval(test).trimEnd()}`);
}

/** As a POSIX shell takes it. */
function quote(path: string): string {
  return /^[\w./@%+=:,-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
