// The kinds of taggers a model file can hold, and sentences with every kind of word for them to
// tag.
import type { Tagger } from '../../src/model/tagger.js';
import type { SentenceTokens } from '../../src/model/vocabulary/word-context.js';
import { randomNumbers } from '../reference/random.js';
import { recurrentCharacters, shape, wideCharacters } from './random-tagger.js';

export const decoders = ['crf', 'softmax'] as const;

const words = ['a', 'b', 'c', 'Teddy'];
const vectorWords = ['v', 'bear', '00'];
const vocabulary = [...words, ...vectorWords, 'unseen', 'Bear', 'V', '17', 'teddy', 'a\u{1f9f8}'];
// One of two units of UTF-16 among them.
const characters = ['a', 'd', 'e', 'T', '\u{1f9f8}', '1'];
const subwords = ['<te', 'ea', 'ar>', '<b', '<u', 'nse'];
/** Each output layer: alone, with a vector file, with characters by each reader, with shapes, documents. */
export const variants = decoders.flatMap((decoder) => [
  { name: decoder, options: { decoder, words } },
  {
    name: `${decoder} with vectors`,
    options: { decoder, words, vectorWords, digitsAreZeros: true },
  },
  { name: `${decoder} with characters`, options: { decoder, words, characters } },
  {
    name: `${decoder} with characters by several widths, and shapes`,
    options: { decoder, words, characters, characterEncoder: wideCharacters, shape: { shape } },
  },
  {
    name: `${decoder} with subwords`,
    options: { decoder, words, subwords },
  },
  {
    name: `${decoder} with subwords, characters and vectors`,
    options: { decoder, words, subwords, characters, vectorWords },
  },
  {
    name: `${decoder} with characters by recurrence`,
    options: { decoder, words, characters, characterEncoder: recurrentCharacters },
  },
  {
    name: `${decoder} with documents, characters and shapes`,
    options: { decoder, words, characters, shape: { shape, documents: true as const } },
  },
]);

function randomSentences(count: number): string[][] {
  const random = randomNumbers(count);
  return Array.from({ length: count }, () =>
    Array.from(
      { length: 1 + random.integer(30) },
      () => vocabulary[random.integer(vocabulary.length)],
    ),
  );
}

export const sentences = randomSentences(20);

/** Documents of three sentences, and one of the rest. */
export function inDocuments<Sentence>(all: readonly Sentence[]): Sentence[][] {
  const starts = all.flatMap((_, index) => (index % 3 === 0 ? [index] : []));
  return starts.map((start) => all.slice(start, start + 3));
}

/** The sentences as the tagger reads them in documents. */
export const readBy = ({ readDocuments }: Pick<Tagger, 'readDocuments'>): SentenceTokens[] =>
  readDocuments(inDocuments(sentences));
