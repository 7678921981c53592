// The documents of a corpus: sentences that belong together because the corpus marks where each
// document starts.
import type { SentenceSource } from './sentence-source.js';

interface DocumentSentence extends SentenceSource {
  readonly tokens: readonly string[];
}

// A longer document is read in parts, so that memory is bounded.
const MOST_TOKENS = 20_000;

/** The same limit for texts that are not cut into tokens yet: UTF-16 units of about as many. */
export const MOST_CHARACTERS = 1 << 17;

/** The sentences by document; one before the first mark is a document of its own. */
export const documentsOf = <Sentence extends DocumentSentence>(sentences: Iterable<Sentence>) =>
  groupDocuments(sentences, { sizeOf: ({ tokens }) => tokens.length, most: MOST_TOKENS });

/** The size at which a document is cut, although it goes on. */
interface DocumentLimit<Part> {
  sizeOf(part: Part): number;
  readonly most: number;
}

/** The parts by document, in their order; one before the first mark is a document of its own. */
export function* groupDocuments<Part extends { readonly startsDocument?: boolean }>(
  parts: Iterable<Part>,
  { sizeOf, most }: DocumentLimit<Part>,
): Generator<Part[]> {
  let document: Part[] = [];
  let size = 0;
  let isMarked = false;
  for (const part of parts) {
    const { startsDocument = false } = part;
    if (document.length > 0 && (startsDocument || !isMarked || size >= most)) {
      yield document;
      document = [];
      size = 0;
    }
    isMarked ||= startsDocument;
    document.push(part);
    size += sizeOf(part);
  }
  if (document.length > 0) yield document;
}

/** The tokens of the sentences by document, as a tagger reads them. */
export function documentTokens(sentences: Iterable<DocumentSentence>): (readonly string[])[][] {
  return [...documentsOf(sentences)].map((document) => document.map(({ tokens }) => tokens));
}

/** Whether any document has several sentences. */
export function hasDocuments(sentences: readonly SentenceSource[]): boolean {
  const first = sentences.findIndex(({ startsDocument }) => startsDocument);
  return first >= 0 && sentences.slice(first).some(({ startsDocument }) => !startsDocument);
}

/** The number of documents that are marked. */
export const countDocuments = (sentences: readonly SentenceSource[]): number =>
  sentences.filter(({ startsDocument }) => startsDocument).length;

/** The sentences that are kept; a document whose first sentence is dropped starts at the next one. */
export function keepSentences<Sentence extends SentenceSource>(
  sentences: readonly Sentence[],
  isKept: (sentence: Sentence, index: number) => boolean,
): Sentence[] {
  let startsDocument = false;
  const kept: Sentence[] = [];
  sentences.forEach((sentence, index) => {
    startsDocument ||= sentence.startsDocument ?? false;
    if (!isKept(sentence, index)) return;
    kept.push(startsDocument ? { ...sentence, startsDocument } : sentence);
    startsDocument = false;
  });
  return kept;
}

/** Corpora one after the other; the sentences of one that marks no documents stay alone. */
export function joinCorpora<Sentence extends DocumentSentence>(
  corpora: readonly (readonly Sentence[])[],
): Sentence[] {
  return corpora.flatMap((sentences) =>
    [...documentsOf(sentences)].flatMap(([first, ...others]) => [
      { ...first, startsDocument: true as const },
      ...others,
    ]),
  );
}
