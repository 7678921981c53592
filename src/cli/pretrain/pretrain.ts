// The command `tagger pretrain`: reads texts, trains a language model, writes it.
import { basename } from 'node:path';
import { versions } from 'node:process';
import { setImmediate } from 'node:timers/promises';
import { InputError } from '../../errors.js';
import { writeModel } from '../../model/file/model-file.js';
import { createRandom } from '../../tensors/random.js';
import type { TextConventions } from '../../text/text-conventions.js';
import { usesIcu } from '../../text/tokenizers.js';
import { WORD_FORM_VERSION } from '../../text/word-form.js';
import {
  type PretrainingEnd,
  type PretrainingOptions,
  pretrain,
} from '../../training/language-model/pretraining.js';
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
import { type PreparedModel, prepareModel } from './prepare-model.js';
import { createProgress } from './progress.js';
import { provenanceOf } from './provenance.js';
import { readTexts, type Texts } from './read-texts.js';

/** Returns the exit code: 0 for a language model, more than 128 for a signal. */
export async function runPretrain(flags: PretrainFlags, { stderr }: Streams): Promise<number> {
  enableArithmetic(flags.arithmetic);
  useWideVectors(flags.arithmetic);
  const messages = createMessages(stderr, flags.quiet);
  restartWithSmallYoungGeneration();
  limitHeapGrowth();
  const interruption = createInterruption();
  try {
    return await readAndTrain(flags, interruption, messages);
  } finally {
    interruption.release();
  }
}

async function readAndTrain(
  flags: PretrainFlags,
  interruption: Interruption,
  messages: Messages,
): Promise<number> {
  const { tokenizer = 'words', seed, output } = flags;
  const conventions: TextConventions = {
    tokenizer,
    wordForms: WORD_FORM_VERSION,
    ...(usesIcu(tokenizer) && { icu: versions.icu }),
  };
  const isInterrupted = () => interruption.exitCode !== undefined;
  const texts = await readTexts(flags, { conventions, isInterrupted }, messages);
  if (interruption.exitCode !== undefined) return withoutModel(interruption.exitCode, messages);
  const { sentences } = texts;
  const size = `${renderCount(sentences.count, 'sentence')}, ${renderCount(sentences.tokenCount, 'token')}`;
  messages.note(`learning from ${size}\n`);
  const random = createRandom(seed);
  const model = await prepareModel(flags, { sentences, conventions, random }, messages);
  const options = optionsOf(flags);
  const training = { ...model, random, texts, isInterrupted };
  const { end, loss } = await train(training, options, messages);
  model.tagger.threads.stop();
  if (end === 'diverged') {
    throw new InputError(
      `${flags.texts[0]}: pretraining diverged with --learning-rate ${flags.learningRate}: try a lower one; no model was written`,
    );
  }
  if (loss === undefined) return withoutModel(interruption.exitCode ?? 1, messages);
  const { tagger, vectorsSha256 } = model;
  const provenance = provenanceOf(flags, { texts, vectorsSha256, options, loss }, basename);
  const byteCount = await saveOrElsewhere({
    what: 'the model',
    path: output,
    force: flags.force,
    write: (path, how) => writeModel(path, tagger, provenance, how),
  });
  if (end === 'interrupted')
    messages.warn('interrupted; the model has not learned all of the text');
  messages.note(`wrote ${output} (${renderMegabytes(byteCount)})\n`);
  if (flags.verbose) messages.note(renderUsage(tagger));
  return interruption.exitCode ?? 0;
}

function withoutModel(code: number, messages: Messages): number {
  messages.warn('interrupted; no model was written');
  return code;
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

interface TrainingParts extends PreparedModel {
  readonly texts: Texts;
  readonly random: ReturnType<typeof createRandom>;
  isInterrupted(): boolean;
}

interface Pretrained {
  readonly end: PretrainingEnd;
  /** Mean of the last epoch; undefined if no batch was read. */
  readonly loss?: number;
}

async function train(
  { tagger, isFrozen, random, texts, isInterrupted }: TrainingParts,
  options: PretrainingOptions,
  messages: Messages,
): Promise<Pretrained> {
  const { sentences } = texts;
  const input = { sentences, random, isFrozen, isInterrupted };
  const progress = createProgress(messages, { ...options, tokenCount: sentences.tokenCount });
  const events = pretrain(tagger, input, options);
  let loss: number | undefined;
  try {
    for (;;) {
      const { done, value } = events.next();
      if (done) return { end: value, loss };
      loss = value.loss;
      progress.show(value);
      // Lets a signal be noticed.
      await setImmediate();
    }
  } finally {
    progress.stop();
  }
}
