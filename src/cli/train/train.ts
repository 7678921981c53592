// The command `tagger train`: reads the corpora, trains one or more runs, writes the best model.
import { readLabels } from '../../annotations/corpus/read-labels.js';
import type { LabeledSentence } from '../../corpora/conll.js';
import { createRandom, type Random } from '../../tensors/random.js';
import type { Checkpoint, Identity } from '../../training/checkpoint/checkpoint.js';
import { trainingCheckpoints } from '../../training/checkpoint/encode-checkpoint.js';
import type { TrainingOptions } from '../../training/optimization/options.js';
import { sentencesPerEpoch } from '../../training/pseudo-labels/mixture.js';
import { longestSentences } from '../../training/pseudo-labels/pseudo-sentences.js';
import { LONGEST_COUNT, reserveRoom } from '../../training/room/batch-room.js';
import { chooseRun } from '../../training/runs.js';
import { checkTrainingFiles } from '../commands/check-training-files.js';
import type { TrainFlags } from '../commands/commands.js';
import {
  enableArithmetic,
  limitHeapGrowth,
  restartWithSmallYoungGeneration,
  useWideVectors,
} from '../process/v8-flags.js';
import { createMessages, type Messages } from '../terminal/messages.js';
import type { Streams } from '../terminal/streams.js';
import { freeFlags, readBaseModel } from './base-model.js';
import { digestOf, endFinished, readFinished } from './checkpoint/finished-training.js';
import { renderIdentity } from './checkpoint/identity.js';
import { openCheckpoint, type TrainingKeeper } from './checkpoint/keeper.js';
import { doneInRuns, goOn } from './checkpoint/resumption.js';
import { type IdentifiedTraining, identityOfTraining } from './checkpoint/training-identity.js';
import { readTrainingCorpora } from './corpora.js';
import { corpusWarnings, documentWarnings, renderDocuments } from './corpus-warnings.js';
import { endWithModel, endWithoutModel } from './end-training.js';
import { flagWarnings } from './flag-warnings.js';
import { createLog, type Log } from './output/log.js';
import { prepareTraining, tokenizerOf } from './prepare.js';
import { runCountOf } from './progress/render-runs.js';
import type { TrainingResult } from './provenance.js';
import { readEarlierReports } from './report/earlier-reports.js';
import { type RunsResult, trainRuns } from './runs.js';
import { trainingOptions, usualRate } from './settings/training-options.js';
import { trainTeacher } from './train-teacher.js';
import { joinChecksums, makePseudoLabels } from './unlabeled/pseudo-labels.js';

/**
 * Returns the exit code: 0 for a trained model, 1 for divergence or a cut log, more than 128 for a
 * signal.
 */
export async function runTrain(given: TrainFlags, { stderr }: Streams): Promise<number> {
  checkTrainingFiles('train', given);
  // The names themselves: a file of names may have another content when a training goes on.
  const flags = { ...given, labels: await readLabels(given.labels) };
  enableArithmetic(flags.arithmetic);
  useWideVectors(flags.arithmetic);
  const heard = createMessages(stderr, flags.quiet);
  restartWithSmallYoungGeneration();
  limitHeapGrowth();
  const earlier = await readEarlierReports(flags.reportCompare);
  const finished = await readFinished('train', flags);
  // Nothing is trained after a finished training.
  const messages = finished === undefined ? heard : createMessages(stderr, true);
  const keeper = await openCheckpoint(trainingCheckpoints, flags, messages);
  const setup = await setUp(flags, messages);
  if (typeof setup === 'number') return setup;
  const identity = identityOfTraining(flags, identified(setup));
  const digest = digestOf(renderIdentity(identity, flags));
  if (finished !== undefined) {
    endFinished(flags, finished === digest, heard);
    if (flags.report !== undefined) {
      heard.warn(`${flags.report}: not written, because nothing was trained`);
    }
    return 0;
  }
  const trained = await train(flags, { ...setup, identity }, keeper, messages);
  const { runs, signalCode } = trained;
  const isInterrupted =
    runs.length < runCountOf(flags) ||
    runs.at(-1)?.end.reason === 'interrupted' ||
    (flags.finalFit && signalCode !== undefined);
  const firstCode = isInterrupted ? signalCode : undefined;
  const run = chooseRun(runs);
  if (!run) {
    const { options } = setup;
    return endWithoutModel(flags, { options, runs }, { keeper, endCode: firstCode }, messages);
  }
  const end = { ...setup, ...trained, run, digest, firstCode, earlier };
  return endWithModel(flags, end, keeper, messages);
}

/** The files and settings that identify the training. */
function identified({ corpora, preparation, options, pseudo }: Prepared): IdentifiedTraining {
  const { trainable, vectorsSha256, base } = preparation;
  const { wordDimension } = trainable.tagger.network.config;
  const unlabeledSha256 = pseudo && joinChecksums(pseudo.files);
  const teacherSha256 = pseudo?.teacher.sha256;
  const { files } = corpora;
  const network = { options, wordDimension, freeFlags: base ? freeFlags(base) : [] };
  return { files, vectorsSha256, base, unlabeledSha256, teacherSha256, ...network };
}

type Prepared = Pick<TrainingResult, 'corpora' | 'preparation' | 'options' | 'pseudo'>;

interface Setup extends Prepared {
  readonly random: Random;
}

/** Reads all input and prepares the tagger; a number is the exit code of a signal. */
async function setUp(flags: TrainFlags, messages: Messages): Promise<Setup | number> {
  const base = await readBaseModel(flags);
  const random = createRandom(flags.seed);
  const corpora = await readTrainingCorpora(flags, random, messages);
  corpusWarnings(corpora).forEach(messages.warn);
  const { sentences, files } = corpora;
  const tokenizer = tokenizerOf(flags, { sentences, base }, files.train.cutBy);
  const { pseudo, signalCode } = await makePseudoLabels(
    flags,
    { sentences, tokenizer: tokenizer.tokenizer },
    () => trainTeacher(flags, { corpora, base, tokenizer }, messages),
    messages,
  );
  if (signalCode !== undefined) {
    messages.warn('interrupted before the training of the student; no model was written');
    return signalCode;
  }
  const data = { sentences, base, tokenizer, words: pseudo?.words };
  const preparation = await prepareTraining(flags, data, messages);
  const options = chooseOptions(flags, { corpora, preparation, pseudo }, messages);
  return { corpora, preparation, options, pseudo, random };
}

/** Chooses the options, and prints warnings about flags and corpora that do not fit them. */
function chooseOptions(
  flags: TrainFlags,
  { corpora, preparation: { trainable, base }, pseudo }: Omit<Prepared, 'options'>,
  messages: Messages,
): TrainingOptions {
  const mixture = pseudo?.mixture;
  const count = sentencesPerEpoch(corpora.sentences.length, mixture);
  const options = trainingOptions(flags, count, !!mixture);
  if (trainable.tagger.readsDocuments) {
    messages.note(renderDocuments(corpora.files.train));
    documentWarnings(corpora, !!mixture || (base !== undefined && !flags.documents)).forEach(
      messages.warn,
    );
  }
  flagWarnings(flags, { options, usualRate: usualRate(flags, count), base }).forEach(messages.warn);
  return options;
}

interface Trained extends RunsResult {
  /** The training sentences in the units that the model reads. */
  readonly readSentences: readonly LabeledSentence[];
  readonly log: Log;
}

async function train(
  flags: TrainFlags,
  { corpora, preparation, options, pseudo, random, identity }: Setup & { identity: Identity },
  keeper: TrainingKeeper,
  messages: Messages,
): Promise<Trained> {
  const { trainable, sentences } = preparation;
  const mixture = pseudo?.mixture;
  const longest = mixture ? longestSentences(mixture.sentences, LONGEST_COUNT) : [];
  reserveRoom(flags.corpus, trainable.tagger, [...sentences, ...longest], options);
  const checkpoint = startingPoint(identity, { preparation, options }, keeper, messages);
  const log = createLog(flags.log, { earlier: checkpoint.log, messages });
  const read = { ...corpora, sentences, mixture };
  const input = { trainable, corpora: read, options, random, keeper, checkpoint, log };
  return { ...(await trainRuns(input, flags, messages)), readSentences: sentences, log };
}

/** The checkpoint to go on from, or one without a run. */
function startingPoint(
  identity: Identity,
  { preparation, options }: Pick<TrainingResult, 'preparation' | 'options'>,
  keeper: TrainingKeeper,
  messages: Messages,
): Checkpoint {
  const { network } = preparation.trainable.tagger;
  const from = { shape: { network, options }, doneIn: doneInRuns };
  return goOn(keeper, identity, from, messages) ?? { identity, finishedRuns: [], log: [] };
}
