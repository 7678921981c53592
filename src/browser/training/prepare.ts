// The tagger to train, and what it reads of the training sentences.
import type { TrainFlags } from '../../cli/commands/commands.js';
import { DEFAULT_WORD_DIMENSION } from '../../cli/commands/train/network-flags.js';
import type { Preparation } from '../../cli/train/prepare.js';
import {
  chooseDocuments,
  chooseFolding,
  configOf,
} from '../../cli/train/settings/network-config.js';
import { chooseTokenizer } from '../../cli/train/tokenizer/choose-tokenizer.js';
import type { LabeledSentence } from '../../corpora/conll.js';
import { InputError } from '../../errors.js';
import { splitLabeled } from '../../model/split-tokens.js';
import { hashEntities } from '../../model/training-entities.js';
import { createUnitReader } from '../../text/unit-reader.js';
import { WORD_FORM_VERSION } from '../../text/word-form.js';
import { checkNetworkRoom } from '../../training/room/network-room.js';
import { addSubwordsTo } from '../../training/subword-vocabulary.js';
import { createContent, createTrainableTagger } from '../../training/trainable-tagger.js';
import { collectVocabulary } from '../../training/vocabulary.js';
import { defaultThreads, webThreads } from '../tagger/web-threads.js';

/** @throws InputError if no sentence has an entity */
export function prepareTraining(
  flags: TrainFlags,
  sentences: readonly LabeledSentence[],
): Preparation {
  if (sentences.every(({ spans }) => spans.length === 0)) {
    throw new InputError(
      `${flags.corpus}: expected at least one entity in the training sentences, found only O tags`,
    );
  }
  const tokenizer = chooseTokenizer(sentences, { wanted: flags.tokenizer });
  const readUnits = createUnitReader(tokenizer.tokenizer);
  const read = readUnits
    ? sentences.map((sentence) => splitLabeled(sentence, readUnits))
    : sentences;
  const foldsWords = chooseFolding(flags);
  const readsDocuments = chooseDocuments(flags, { sentences, tokenizer: tokenizer.tokenizer });
  const wordDimension = flags.wordDimension ?? DEFAULT_WORD_DIMENSION;
  const wanted = {
    config: configOf(flags, wordDimension, { foldsWords, readsDocuments }),
    vocabulary: {
      ...collectVocabulary(read, foldsWords, WORD_FORM_VERSION),
      entities: hashEntities(sentences),
    },
  };
  const { config, vocabulary } = addSubwordsTo(wanted, WORD_FORM_VERSION);
  const content = createContent(config, vocabulary, undefined, {
    tokenizer: tokenizer.tokenizer,
    wordForms: WORD_FORM_VERSION,
  });
  const trainable = createTrainableTagger(content, {
    arithmetic: flags.arithmetic,
    threads: webThreads(defaultThreads()),
    checkRoom: (found) => checkNetworkRoom(flags.corpus, found, flags),
    spellings: vocabulary.spellings,
  });
  return { trainable, sentences: read, tokenizer };
}
