// The tagger to train: new, with word vectors if there are any, or made from a base model.
import type { LabeledSentence } from '../../corpora/conll.js';
import { InputError } from '../../errors.js';
import { createTrainableFromBase } from '../../training/fine-tune.js';
import { checkNetworkRoom } from '../../training/room/network-room.js';
import {
  createContent,
  createTrainableTagger,
  type TrainableOptions,
  type TrainableTagger,
} from '../../training/trainable-tagger.js';
import { collectVocabulary } from '../../training/vocabulary.js';
import type { TrainFlags } from '../commands/commands.js';
import { DEFAULT_WORD_DIMENSION } from '../commands/train/network-flags.js';
import { threadOptions } from '../process/thread-options.js';
import type { Messages } from '../terminal/messages.js';
import { type BaseModel, renderFineTuning } from './base-model.js';
import { areCased, chooseFolding, configOf } from './network-config.js';
import { readVectors, renderCoverage } from './read-vectors.js';

export interface Preparation {
  readonly trainable: TrainableTagger;
  readonly base?: BaseModel;
  /** SHA-256 of the vector file. Its rows are not kept, as they would take most of the memory. */
  readonly vectorsSha256?: string;
}

interface TrainingData {
  readonly sentences: readonly LabeledSentence[];
  readonly base?: BaseModel;
}

/** @throws InputError if no sentence has an entity */
export async function prepareTraining(
  flags: TrainFlags,
  { sentences, base }: TrainingData,
  messages: Messages,
): Promise<Preparation> {
  if (sentences.every(({ spans }) => spans.length === 0)) {
    throw new InputError(
      `${flags.corpus}: expected at least one entity in the training sentences, found only O tags`,
    );
  }
  if (!base) return prepareNew(flags, sentences, messages);
  const vocabulary = collectVocabulary(sentences, base.tagger.content.config.foldsWords);
  const trainable = createTrainableFromBase(base.tagger, vocabulary, taggerOptions(flags));
  messages.note(`${renderFineTuning(base, trainable)}\n`);
  return { trainable, base };
}

async function prepareNew(
  flags: TrainFlags,
  sentences: readonly LabeledSentence[],
  messages: Messages,
): Promise<Preparation> {
  const vectors = await readVectors(flags, sentences, messages);
  const foldsWords = chooseFolding(flags, vectors?.words);
  if (foldsWords && vectors && areCased(vectors.words)) {
    const loss = 'words with capitals are not found, because of --fold-words';
    messages.warn(`${flags.vectors}: ${loss}`);
  }
  const dimension = vectors?.dimension ?? flags.wordDimension ?? DEFAULT_WORD_DIMENSION;
  const config = configOf(flags, dimension, foldsWords);
  const vocabulary = collectVocabulary(sentences, foldsWords);
  const content = createContent(config, vocabulary, vectors);
  const trainable = createTrainableTagger(content, taggerOptions(flags));
  if (vectors) {
    const wordCount = vocabulary.words.length - 1;
    if (trainable.coverage.vectorRows.size === 0) {
      messages.warn(
        `${flags.vectors}: no training word has a vector (is it for another language?)`,
      );
    }
    messages.note(`${renderCoverage(trainable.coverage, wordCount, foldsWords)}\n`);
  }
  return { trainable, vectorsSha256: vectors?.sha256 };
}

const taggerOptions = (flags: TrainFlags): TrainableOptions => ({
  arithmetic: flags.arithmetic,
  threads: threadOptions(flags.threads),
  checkRoom: (content) => checkNetworkRoom(flags.corpus, content, flags),
});
