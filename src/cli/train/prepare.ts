// The tagger to train: new, with word vectors if there are any, or made from a base model.
import type { LabeledSentence } from '../../corpora/conll.js';
import { InputError } from '../../errors.js';
import { splitLabeled } from '../../model/split-tokens.js';
import { isLanguageModel } from '../../model/tagger.js';
import { type EntityHashes, hashEntities } from '../../model/training-entities.js';
import { FIRST_CONVENTIONS, type TextConventions } from '../../text/text-conventions.js';
import { type TokenizerName, tokenSplitter } from '../../text/tokenizers.js';
import { createUnitReader } from '../../text/unit-reader.js';
import { createTrainableFromBase, type NetworkTop } from '../../training/fine-tune.js';
import { checkNetworkRoom } from '../../training/room/network-room.js';
import { addSubwordsTo } from '../../training/subword-vocabulary.js';
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
import { renderFineTuning } from './base-model.js';
import type { BaseModel } from './base-provenance.js';
import { readVectors, renderCoverage, warnOfCoverage } from './read-vectors.js';
import { areCased, chooseDocuments, chooseFolding, configOf } from './settings/network-config.js';
import { chooseTokenizer, type TokenizerChoice } from './tokenizer/choose-tokenizer.js';
import { conventionsFor } from './tokenizer/conventions-for.js';
import { renderChoice, warnOfChoice } from './tokenizer/render-choice.js';

export interface Preparation {
  readonly trainable: TrainableTagger;
  readonly base?: BaseModel;
  /** SHA-256 of the vector file. Its rows are not kept, as they would take most of the memory. */
  readonly vectorsSha256?: string;
  /** The training sentences in the units that the model reads. */
  readonly sentences: readonly LabeledSentence[];
  readonly tokenizer: TokenizerChoice;
}

interface TrainingData {
  readonly sentences: readonly LabeledSentence[];
  readonly base?: BaseModel;
  readonly tokenizer: TokenizerChoice;
  /** Words to learn beside those of the corpus. */
  readonly words?: readonly string[];
}

/** @throws InputError if no sentence has an entity */
export async function prepareTraining(
  flags: TrainFlags,
  { sentences, base, tokenizer, words = [] }: TrainingData,
  messages: Messages,
): Promise<Preparation> {
  if (sentences.every(({ spans }) => spans.length === 0)) {
    throw new InputError(
      `${flags.corpus}: expected at least one entity in the training sentences, found only O tags`,
    );
  }
  messages.note(`${flags.corpus}: ${renderChoice(tokenizer)}\n`);
  for (const warning of warnOfChoice(tokenizer)) messages.warn(`${flags.corpus}: ${warning}`);
  const readUnits = createUnitReader(tokenizer.tokenizer);
  const read = readUnits
    ? sentences.map((sentence) => splitLabeled(sentence, readUnits))
    : sentences;
  const more = { tokens: words, spans: [], line: 0, startsDocument: true as const };
  const known = words.length > 0 ? [...read, more] : read;
  const corpus = { sentences: known, entities: hashEntities(sentences) };
  const conventions = conventionsOf(tokenizer, base);
  const prepared = base
    ? prepareFromBase(flags, { ...corpus, conventions }, base, messages)
    : await prepareNew(flags, { ...corpus, conventions }, messages);
  return { ...prepared, sentences: read, tokenizer };
}

/**
 * The tokenizer of the model.
 *
 * @param cutBy what cut the texts of the corpus, if it has no tokens
 */
export function tokenizerOf(
  flags: TrainFlags,
  { sentences, base }: Pick<TrainingData, 'sentences' | 'base'>,
  cutBy: TokenizerName | undefined,
): TokenizerChoice {
  return chooseTokenizer(sentences, { wanted: wantedTokenizer(flags, base), cutBy });
}

function wantedTokenizer(flags: TrainFlags, base: BaseModel | undefined) {
  const { tokenizer } = base?.tagger.content.conventions ?? FIRST_CONVENTIONS;
  // The words of such a base model are characters.
  return flags.tokenizer ?? (tokenSplitter(tokenizer) ? tokenizer : undefined);
}

function conventionsOf(
  { tokenizer }: TokenizerChoice,
  base: BaseModel | undefined,
): TextConventions {
  if (!base) return conventionsFor(tokenizer);
  const { conventions = FIRST_CONVENTIONS } = base.tagger.content;
  return conventionsFor(tokenizer, conventions.wordForms);
}

interface ReadCorpus {
  /** All words that the model is to know are in them. */
  readonly sentences: readonly LabeledSentence[];
  /** Of the tokens of the corpus, however the model reads them. */
  readonly entities: EntityHashes;
  readonly conventions: TextConventions;
}

type PreparedTagger = Omit<Preparation, 'sentences' | 'tokenizer'>;

function prepareFromBase(
  flags: TrainFlags,
  { sentences, entities, conventions }: ReadCorpus,
  base: BaseModel,
  messages: Messages,
): PreparedTagger {
  const { foldsWords } = base.tagger.content.config;
  const vocabulary = collectVocabulary(sentences, foldsWords, conventions.wordForms);
  const isBody = isLanguageModel(base.tagger.content);
  const top = isBody ? topOf(flags, { sentences, tokenizer: conventions.tokenizer }) : undefined;
  const keepVectors = flags.keptBaseVectors;
  const options = { ...taggerOptions(flags), conventions, top, keepVectors };
  const trainable = createTrainableFromBase(base.tagger, { ...vocabulary, entities }, options);
  messages.note(`${renderFineTuning(base, trainable)}\n`);
  return { trainable, base };
}

/** What the flags add to the body of a language model. */
function topOf(
  flags: TrainFlags,
  corpus: { readonly sentences: readonly LabeledSentence[]; readonly tokenizer: TokenizerName },
): NetworkTop {
  const { layers, dense = [], decoder } = flags;
  return { layers, dense, decoder, ...(chooseDocuments(flags, corpus) && { documents: true }) };
}

async function prepareNew(
  flags: TrainFlags,
  { sentences, entities, conventions }: ReadCorpus,
  messages: Messages,
): Promise<PreparedTagger> {
  const { wordForms, tokenizer } = conventions;
  const readsDocuments = chooseDocuments(flags, { sentences, tokenizer });
  const vectors = await readVectors(flags, sentences, { wordForms, messages });
  const foldsWords = chooseFolding(flags, vectors?.words);
  if (foldsWords && vectors && areCased(vectors.words)) {
    const loss = 'words with capitals are not found, because of --fold-words';
    messages.warn(`${flags.vectors}: ${loss}`);
  }
  const dimension = vectors?.dimension ?? flags.wordDimension ?? DEFAULT_WORD_DIMENSION;
  const wanted = configOf(flags, dimension, { foldsWords, readsDocuments });
  const collected = { ...collectVocabulary(sentences, foldsWords, wordForms), entities };
  const asked = { config: wanted, vocabulary: collected };
  const { config, vocabulary } = addSubwordsTo(asked, wordForms);
  const content = createContent(config, vocabulary, vectors, conventions);
  const { spellings } = vocabulary;
  const trainable = createTrainableTagger(content, { ...taggerOptions(flags), spellings });
  if (vectors) {
    const wordCount = vocabulary.words.length - 1;
    const warning = warnOfCoverage(trainable.coverage, wordCount);
    if (warning !== undefined) messages.warn(`${flags.vectors}: ${warning}`);
    messages.note(`${renderCoverage(trainable.coverage, wordCount, foldsWords)}\n`);
  }
  return { trainable, vectorsSha256: vectors?.sha256 };
}

const taggerOptions = (flags: TrainFlags): TrainableOptions => ({
  arithmetic: flags.arithmetic,
  threads: threadOptions(flags.threads),
  checkRoom: (content) => checkNetworkRoom(flags.corpus, content, flags),
});
