// What a document says about a word: the words beside it wherever it occurs in the document, how it
// is written there, and what the document is about. "Washington" alone may be a person, a place or a
// team; that "President" stands before it three sentences earlier decides (context aggregation:
// Ratinov & Roth 2009).
import { foldWord, normalizeWord } from '../../text/word-form.js';
import { shapeOf, type WordShape } from '../../text/word-shape.js';
import type { WordReading } from './encode-words.js';
import { UNKNOWN_WORD } from './lexicon.js';
import type { SentenceToken, SentenceTokens, Topic, WordContext } from './word-context.js';

// More of them change a mean little.
const MOST_NEIGHBORS = 32;
const MOST_TOPIC_WORDS = 256;
// Shorter words are mostly function words.
const LEAST_TOPIC_LENGTH = 4;

// Other words are hardly ever names.
const CASED: ReadonlySet<WordShape> = new Set(['single', 'upper', 'initial', 'mixed']);

/**
 * The sentences of all documents in their order. Words with capitals have what their document says
 * about them if the network reads documents; a document of a single sentence says nothing.
 *
 * @param documents the sentences of each document
 */
export function readDocuments(
  reading: WordReading,
  documents: readonly (readonly (readonly string[])[])[],
): SentenceTokens[] {
  if (!reading.readsDocuments) return documents.flat();
  const read = createReader(reading);
  return documents.flatMap((sentences): readonly SentenceTokens[] =>
    sentences.length < 2 ? sentences : readDocument(sentences, read),
  );
}

/** What is read of a word, wherever it is. */
interface ReadWord {
  /** The same for all ways to write it. */
  readonly form: string;
  readonly id: number;
  readonly shape: WordShape;
}

type ReadToken = (word: string) => ReadWord;

function createReader({ lexicon, wordForms = 1 }: WordReading): ReadToken {
  const known = new Map<string, ReadWord>();
  return (written) => {
    const seen = known.get(written);
    if (seen) return seen;
    const word = normalizeWord(written, wordForms);
    const form = foldWord(word, wordForms);
    const read = { form, id: lexicon.idOf(word), shape: shapeOf(word) };
    known.set(written, read);
    return read;
  };
}

function readDocument(
  sentences: readonly (readonly string[])[],
  read: ReadToken,
): SentenceTokens[] {
  const topic = topicOf(sentences, read);
  const contexts = new Map<string, WordContext>();
  for (const [form, occurrences] of occurrencesOf(sentences, read)) {
    contexts.set(form, { ...occurrences.summary(), topic });
  }
  const placed = new Map<string, SentenceToken>();
  const place = (word: string): SentenceToken => {
    const { form, shape } = read(word);
    const context = CASED.has(shape) ? contexts.get(form) : undefined;
    return context ? { word, context } : word;
  };
  return sentences.map((tokens) =>
    tokens.map((word) => {
      const token = placed.get(word) ?? place(word);
      placed.set(word, token);
      return token;
    }),
  );
}

function topicOf(sentences: readonly (readonly string[])[], read: ReadToken): Topic {
  const wordIds: number[] = [];
  for (const word of sentences.flat()) {
    if (wordIds.length === MOST_TOPIC_WORDS) break;
    if (word.length < LEAST_TOPIC_LENGTH || !/\p{L}/u.test(word)) continue;
    const { id } = read(word);
    if (id !== UNKNOWN_WORD) wordIds.push(id);
  }
  return { wordIds };
}

/** By the form of each word with a capital somewhere in the document. */
function occurrencesOf(
  sentences: readonly (readonly string[])[],
  read: ReadToken,
): Map<string, Occurrences> {
  const found = new Map<string, Occurrences>();
  for (const tokens of sentences) {
    for (const word of tokens) {
      const { form, shape } = read(word);
      if (CASED.has(shape) && !found.has(form)) found.set(form, new Occurrences());
    }
  }
  for (const tokens of sentences) {
    tokens.forEach((word, index) => {
      const { form, shape } = read(word);
      const neighbor = (at: number) =>
        at < 0 || at >= tokens.length ? UNKNOWN_WORD : read(tokens[at]).id;
      found.get(form)?.add(shape, index === 0, [neighbor(index - 1), neighbor(index + 1)]);
    });
  }
  return found;
}

/** Collects the occurrences of a word. */
class Occurrences {
  readonly #neighbors: readonly [number[], number[]] = [[], []];
  readonly #forms = { total: 0, lower: 0, upper: 0, capitalInside: 0, first: 0 };

  add(shape: WordShape, isFirst: boolean, neighbors: readonly [number, number]): void {
    const forms = this.#forms;
    forms.total++;
    if (shape === 'lower') forms.lower++;
    if (shape === 'upper') forms.upper++;
    if (isFirst) forms.first++;
    else if (shape === 'initial') forms.capitalInside++;
    neighbors.forEach((id, side) => {
      const ids = this.#neighbors[side];
      if (id !== UNKNOWN_WORD && ids.length < MOST_NEIGHBORS) ids.push(id);
    });
  }

  summary(): Omit<WordContext, 'topic'> {
    if (this.#forms.total < 2) return { before: [], after: [] };
    const [before, after] = this.#neighbors;
    return { before, after, forms: this.#forms };
  }
}
