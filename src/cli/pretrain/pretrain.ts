// The command `tagger pretrain`: reads texts, trains a language model, writes it.
import { basename } from 'node:path';
import { InputError } from '../../errors.js';
import { writeModel } from '../../model/file/model-file.js';
import { createRandom, type Random } from '../../tensors/random.js';
import { pretrainingCheckpoints } from '../../training/checkpoint/encode-pretraining.js';
import type { PretrainingOptions } from '../../training/language-model/pretraining.js';
import { checkTrainingFiles } from '../commands/check-training-files.js';
import type { PretrainFlags } from '../commands/commands.js';
import { createInterruption, type Interruption } from '../process/interruption.js';
import { saveOrElsewhere } from '../process/save-elsewhere.js';
import { renderUsage } from '../process/usage-report.js';
import {
  enableArithmetic,
  limitHeapGrowth,
  restartWithSmallYoungGeneration,
  useWideVectors,
} from '../process/v8-flags.js';
import { createMessages, type Messages } from '../terminal/messages.js';
import { renderCount, renderMegabytes } from '../terminal/numbers.js';
import type { Streams } from '../terminal/streams.js';
import { digestOf, endFinished, readFinished } from '../train/checkpoint/finished-training.js';
import { noteKept, openCheckpoint } from '../train/checkpoint/keeper.js';
import { conventionsFor } from '../train/tokenizer/conventions-for.js';
import { checkFlags, DEFAULT_TOKENIZER, identityOfPretraining } from './identity.js';
import { type PreparedModel, prepareModel } from './prepare-model.js';
import { provenanceOf } from './provenance.js';
import { readTexts, type Texts } from './read-texts.js';
import { type PretrainingKeeper, type TrainingParts, trainModel } from './train-model.js';

/** Returns the exit code: 0 for a language model, more than 128 for a signal. */
export async function runPretrain(flags: PretrainFlags, { stderr }: Streams): Promise<number> {
  checkTrainingFiles('pretrain', flags);
  enableArithmetic(flags.arithmetic);
  useWideVectors(flags.arithmetic);
  const heard = createMessages(stderr, flags.quiet);
  restartWithSmallYoungGeneration();
  limitHeapGrowth();
  const finished = await readFinished('pretrain', flags);
  // Nothing is trained after a finished training.
  const messages = finished === undefined ? heard : createMessages(stderr, true);
  const keeper = await openCheckpoint(pretrainingCheckpoints, flags, messages);
  checkFlags(flags, keeper);
  const interruption = createInterruption();
  try {
    const prepared = await prepare(flags, interruption, messages);
    if (prepared === undefined) return withoutModel(interruption, keeper, messages);
    const identity = identityOfPretraining(flags, prepared.texts, prepared.model);
    const digest = digestOf(JSON.stringify(identity));
    if (finished === undefined) {
      return await train(flags, { ...prepared, identity, digest, keeper, interruption }, messages);
    }
    endFinished(flags, finished === digest, heard);
    return 0;
  } finally {
    interruption.release();
  }
}

interface Prepared {
  readonly texts: Texts;
  readonly model: PreparedModel;
  /** From which the model was drawn. */
  readonly random: Random;
}

/** Undefined after a signal. */
async function prepare(
  flags: PretrainFlags,
  interruption: Interruption,
  messages: Messages,
): Promise<Prepared | undefined> {
  const { tokenizer = DEFAULT_TOKENIZER, seed } = flags;
  const conventions = conventionsFor(tokenizer);
  const isInterrupted = () => interruption.exitCode !== undefined;
  const texts = await readTexts(flags, { conventions, isInterrupted }, messages);
  if (isInterrupted()) return undefined;
  const { sentences } = texts;
  const size = `${renderCount(sentences.count, 'sentence')}, ${renderCount(sentences.tokenCount, 'token')}`;
  messages.note(`learning from ${size}\n`);
  const random = createRandom(seed);
  const model = await prepareModel(flags, { sentences, conventions, random }, messages);
  return { texts, model, random };
}

interface Training extends Prepared, Pick<TrainingParts, 'keeper' | 'identity'> {
  readonly digest: string;
  readonly interruption: Interruption;
}

async function train(
  flags: PretrainFlags,
  { model, digest, interruption, ...training }: Training,
  messages: Messages,
): Promise<number> {
  const { texts, keeper } = training;
  const { tagger, vectorsSha256 } = model;
  const options = optionsOf(flags);
  const isInterrupted = () => interruption.exitCode !== undefined;
  const { end, loss } = await trainModel(
    { ...training, ...model, isInterrupted },
    options,
    messages,
  );
  if (end === 'diverged') {
    await keeper.remove();
    throw new InputError(
      `${flags.texts[0]}: pretraining diverged with --learning-rate ${flags.learningRate}: try a lower one; no model was written`,
    );
  }
  if (loss === undefined) return withoutModel(interruption, keeper, messages);
  const isWhole = end === 'finished';
  const made = { texts, vectorsSha256, options, loss, ...(isWhole && { digest }) };
  const byteCount = await saveOrElsewhere({
    what: 'the model',
    path: flags.output,
    force: flags.force || keeper.found !== undefined,
    write: (path, how) => writeModel(path, tagger, provenanceOf(flags, made, basename), how),
  });
  if (!isWhole) messages.warn('interrupted; the model has not learned all of the text');
  messages.note(`wrote ${flags.output} (${renderMegabytes(byteCount)})\n`);
  if (isWhole) await keeper.remove();
  else noteKept(keeper, messages);
  if (flags.verbose) messages.note(renderUsage(tagger));
  return isWhole ? 0 : (interruption.exitCode ?? 1);
}

function withoutModel(
  { exitCode = 1 }: Interruption,
  keeper: PretrainingKeeper,
  messages: Messages,
): number {
  messages.warn('interrupted; no model was written');
  noteKept(keeper, messages);
  return exitCode;
}

// Few tokens make many steps of a text; the words of a batch are each other's negatives.
const BATCH_TOKENS = 500;

function optionsOf({ epochs, learningRate, dropout }: PretrainFlags): PretrainingOptions {
  return {
    epochs,
    batchTokens: BATCH_TOKENS,
    learningRate,
    dropout: { input: dropout, layer: 0, output: 0, recurrent: 0, sharing: 'batch' },
    wordDropout: 0.1,
    sampleCount: 400,
    clipNorm: 5,
  };
}
