// The network of a language model, with the weights that it starts with.
import { InputError } from '../../errors.js';
import type { Tagger } from '../../model/tagger.js';
import type { Random } from '../../tensors/random.js';
import type { TextConventions } from '../../text/text-conventions.js';
import {
  collectTextVocabulary,
  LEAST_OCCURRENCES,
} from '../../training/language-model/text-vocabulary.js';
import type { PseudoSentences } from '../../training/pseudo-labels/pseudo-sentences.js';
import { checkNetworkRoom } from '../../training/room/network-room.js';
import { createContent, createTrainableTagger } from '../../training/trainable-tagger.js';
import type { PretrainFlags } from '../commands/commands.js';
import { DEFAULT_WORD_DIMENSION } from '../commands/train/network-flags.js';
import { threadOptions } from '../process/thread-options.js';
import type { Messages } from '../terminal/messages.js';
import { readVectors, renderCoverage, warnOfCoverage } from '../train/read-vectors.js';
import { chooseFolding, configOf } from '../train/settings/network-config.js';

export interface PreparedModel {
  /** Without types. */
  readonly tagger: Tagger;
  readonly vectorsSha256?: string;
  /** Rows of the vector file keep their vectors, so that those of all its words fit together. */
  isFrozen(row: number): boolean;
}

interface ModelInput {
  readonly sentences: PseudoSentences;
  readonly conventions: TextConventions;
  readonly random: Random;
}

/** @throws InputError if no word is frequent enough, or if there is no room for the network */
export async function prepareModel(
  flags: PretrainFlags,
  { sentences, conventions, random }: ModelInput,
  messages: Messages,
): Promise<PreparedModel> {
  const { wordForms } = conventions;
  const tokens = [...sentences.wordCounts()].map(([word]) => word);
  const vectors = await readVectors(flags, [{ tokens }], { wordForms, messages });
  const foldsWords = chooseFolding(flags, vectors?.words);
  const vocabulary = collectTextVocabulary(sentences.wordCounts(), { foldsWords, wordForms });
  if (vocabulary.words.length === 1) {
    throw new InputError(
      `${flags.texts.join(', ')}: expected words that occur ${LEAST_OCCURRENCES} times or more, found none`,
    );
  }
  const dimension = vectors?.dimension ?? flags.wordDimension ?? DEFAULT_WORD_DIMENSION;
  const config = configOf({ ...flags, ...noTop }, dimension, { foldsWords, readsDocuments: false });
  const content = createContent(config, vocabulary, vectors, conventions);
  const trainable = createTrainableTagger(content, {
    arithmetic: flags.arithmetic,
    threads: threadOptions(flags.threads),
    checkRoom: (content) =>
      checkNetworkRoom(flags.texts[0], content, { optimizer: 'adam', averaging: 'none' }),
    spellings: vocabulary.spellings,
  });
  trainable.reset({ random, gateBias: 0 });
  const wordCount = vocabulary.words.length - 1;
  if (vectors) {
    const warning = warnOfCoverage(trainable.coverage, wordCount);
    if (warning !== undefined) messages.warn(`${flags.vectors}: ${warning}`);
    messages.note(`${renderCoverage(trainable.coverage, wordCount, foldsWords)}\n`);
  }
  const { vectorRows } = trainable.coverage;
  const isFrozen = (row: number) => vectorRows.has(row);
  return { tagger: trainable.tagger, vectorsSha256: vectors?.sha256, isFrozen };
}

/** What `tagger train --from` decides. */
const noTop = {
  layers: 1,
  dense: [],
  decoder: 'softmax',
  subwords: 0,
  subwordLengths: [],
} as const;
