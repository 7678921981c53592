// The command `tagger train`: reads the corpora, trains one or more runs, writes the best model.
import { basename } from 'node:path';
import { readLabels } from '../../annotations/corpus/read-labels.js';
import { InputError } from '../../errors.js';
import { renderConlleval } from '../../evaluation/report/conlleval.js';
import { writeModel } from '../../model/file/model-file.js';
import { createRandom } from '../../tensors/random.js';
import type { Checkpoint } from '../../training/checkpoint/checkpoint.js';
import { reserveRoom } from '../../training/room/batch-room.js';
import { chooseRun, type ScoredRun } from '../../training/runs.js';
import type { TrainFlags } from '../commands/commands.js';
import { createInterruption } from '../process/interruption.js';
import { saveOrElsewhere } from '../process/save-elsewhere.js';
import { renderUsage } from '../process/usage-report.js';
import {
  enableArithmetic,
  limitHeapGrowth,
  restartWithSmallYoungGeneration,
  useWideVectors,
} from '../process/v8-flags.js';
import { createMessages, type Messages } from '../terminal/messages.js';
import { renderMegabytes } from '../terminal/numbers.js';
import type { Streams } from '../terminal/streams.js';
import { readBaseModel } from './base-model.js';
import { checkIdentity, identityOf } from './checkpoint/identity.js';
import { type CheckpointKeeper, openCheckpoint } from './checkpoint/keeper.js';
import { renderResumption } from './checkpoint/render-resumption.js';
import { readTrainingCorpora } from './corpora.js';
import { corpusWarnings } from './corpus-warnings.js';
import { writeGradientReport } from './output/gradient-report.js';
import { createLog } from './output/log.js';
import { prepareTraining } from './prepare.js';
import { provenanceOf, type TrainingResult } from './provenance.js';
import { type FinalModel, quantizeModel, renderQuantization } from './quantize.js';
import { renderDivergence } from './render-divergence.js';
import { renderTemperature } from './render-end.js';
import { renderRuns } from './render-runs.js';
import { scoreTest, trainRuns } from './runs.js';
import { trainingOptions } from './training-options.js';

/**
 * Returns the exit code: 0 for a trained model, 1 for divergence or a cut log, more than 128 for a
 * signal.
 */
export async function runTrain(given: TrainFlags, { stderr }: Streams): Promise<number> {
  // The names themselves: a file of names may have another content when a training goes on.
  const flags = { ...given, labels: await readLabels(given.labels) };
  enableArithmetic(flags.arithmetic);
  useWideVectors(flags.arithmetic);
  const messages = createMessages(stderr, flags.quiet);
  restartWithSmallYoungGeneration();
  limitHeapGrowth();
  const { gradientReport } = flags;
  const keeper = await openCheckpoint(flags, messages);
  const base = await readBaseModel(flags);
  const random = createRandom(flags.seed);
  const corpora = await readTrainingCorpora(flags, random, messages);
  corpusWarnings(corpora).forEach(messages.warn);
  const { sentences, files } = corpora;
  const { cutBy } = files.train;
  const preparation = await prepareTraining(flags, { sentences, base, cutBy }, messages);
  const { trainable } = preparation;
  const options = trainingOptions(flags, sentences.length);
  // The same sentences, in the units that the model reads.
  const read = { ...corpora, sentences: preparation.sentences };
  reserveRoom(flags.corpus, trainable.tagger, read.sentences, options);
  const checkpoint = startingPoint(flags, { corpora, preparation, options }, keeper, messages);
  const log = createLog(flags.log, { earlier: checkpoint.log, messages });
  const input = { trainable, corpora: read, options, random, keeper, checkpoint, log };
  const { runs, signalCode } = await trainRuns(input, flags, messages);
  const isInterrupted = runs.length < flags.runs || runs.at(-1)?.end.reason === 'interrupted';
  const endCode = isInterrupted ? signalCode : undefined;
  const run = chooseRun(runs);
  if (!run) return endWithoutModel(flags, { options, runs }, { keeper, endCode }, messages);
  const output = { ...flags, force: flags.force || keeper.found !== undefined };
  await writeFinalModel(output, { corpora, preparation, options, runs, run }, messages);
  if (endCode === undefined) await keeper.remove();
  else noteCheckpoint(keeper, messages);
  if (gradientReport !== undefined) {
    await writeGradientReport(gradientReport, trainable.tagger, read.sentences, messages);
  }
  if (run.end.divergence) {
    const reason = renderDivergence(run.end.divergence, options);
    throw new InputError(
      `${flags.corpus}: ${reason}; the model of epoch ${run.best.epoch} was written`,
    );
  }
  if (flags.verbose) messages.note(renderUsage(trainable.tagger));
  const model = quote(flags.output);
  messages.note(`try: echo "He said Teddy Roosevelt was here." | tagger tag --model ${model}\n`);
  return endCode ?? (log.isIncomplete() ? 1 : 0);
}

/** The checkpoint to go on from, or one without a run. */
function startingPoint(
  flags: TrainFlags,
  input: Pick<TrainingResult, 'corpora' | 'preparation' | 'options'>,
  { found, path = '' }: CheckpointKeeper,
  messages: Messages,
): Checkpoint {
  const { preparation, options } = input;
  const { network } = preparation.trainable.tagger;
  const wordDimension = network.config.wordDimension;
  const checksums = checksumsOf(input);
  const identity = identityOf(flags, { options, wordDimension, checksums });
  if (!found) return { identity, finishedRuns: [], log: [] };
  checkIdentity(path, found.identity, identity);
  const checkpoint = found.decode(network, options);
  messages.note(`${renderResumption(path, checkpoint)}\n`);
  return checkpoint;
}

function checksumsOf({
  corpora: { files },
  preparation: { vectorsSha256, base },
}: Pick<TrainingResult, 'corpora' | 'preparation'>) {
  return {
    CORPUS: files.train.sha256,
    '--dev': files.dev?.sha256,
    '--test': files.test?.sha256,
    '--vectors': vectorsSha256,
    '--from': base?.sha256,
  };
}

function noteCheckpoint({ isKept, path }: CheckpointKeeper, messages: Messages): void {
  if (isKept()) messages.note(`kept ${path}: with --resume, the same command goes on from it\n`);
}

async function endWithoutModel(
  { corpus }: TrainFlags,
  { options, runs }: Pick<TrainingResult, 'options' | 'runs'>,
  { keeper, endCode }: { readonly keeper: CheckpointKeeper; readonly endCode?: number },
  messages: Messages,
): Promise<number> {
  const divergence = runs.find(({ end }) => end.divergence)?.end.divergence;
  if (divergence) {
    await keeper.remove();
    const reason = renderDivergence(divergence, options);
    throw new InputError(`${corpus}: ${reason}; no model was written`);
  }
  messages.warn('interrupted before the first epoch finished; no model was written');
  noteCheckpoint(keeper, messages);
  return endCode ?? 1;
}

async function writeFinalModel(
  flags: TrainFlags,
  result: TrainingResult,
  messages: Messages,
): Promise<void> {
  const { corpora, preparation, runs } = result;
  const { release } = createInterruption(() => {
    messages.note('about to write the model; press Ctrl-C again to abort\n');
  });
  const trained = { tagger: preparation.trainable.tagger, run: result.run };
  const { tagger, run, quantization }: FinalModel = flags.quantize
    ? quantizeModel(trained, { ...corpora, score: (tagger) => scoreTest(tagger, corpora) }, flags)
    : trained;
  if (runs.length > 1)
    messages.note(
      renderRuns(runs)
        .map((line) => `${line}\n`)
        .join(''),
    );
  messages.note(renderScores(run, runs.length > 1));
  if (quantization) {
    messages.note(`${renderQuantization(quantization, run)}\n`);
    if (run.end.temperature) messages.note(`${renderTemperature(run.end.temperature)}\n`);
  }
  const provenance = provenanceOf(flags, { ...result, run, quantization }, basename);
  const byteCount = await saveOrElsewhere({
    what: 'the model',
    path: flags.output,
    force: flags.force,
    write: (path, options) => writeModel(path, tagger, provenance, options),
  });
  release();
  messages.note(`wrote ${flags.output} (${renderMegabytes(byteCount)})\n`);
}

/** Tables of the chosen run on dev and test. */
function renderScores({ seed, best, test }: ScoredRun, namesSeed: boolean): string {
  const run = namesSeed ? `seed ${seed}, ` : '';
  const weights = best.weights === 'averaged' ? ', averaged weights' : '';
  const dev = `dev, ${run}epoch ${best.epoch}${weights}:\n${renderConlleval(best.dev)}`;
  return test ? `${dev}test:\n${renderConlleval(test)}` : dev;
}

/** Quotes a path for a POSIX shell, if it needs quotes. */
function quote(path: string): string {
  return /^[\w./@%+=:,-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
