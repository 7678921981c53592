// The documents of a corpus: sentences that belong together because the corpus marks where each
// document starts.
import type { SentenceSource } from './sentence-source.js';

interface DocumentSentence extends SentenceSource {
  readonly tokens: readonly string[];
}

// A longer document is read in parts, so that memory is bounded.
const MOST_TOKENS = 20_000;

/** The sentences by document; one before the first mark is a document of its own. */
export function* documentsOf<Sentence extends DocumentSentence>(
  sentences: Iterable<Sentence>,
): Generator<Sentence[]> {
  let document: Sentence[] = [];
  let tokenCount = 0;
  let isMarked = false;
  for (const sentence of sentences) {
    const { startsDocument = false, tokens } = sentence;
    if (document.length > 0 && (startsDocument || !isMarked || tokenCount >= MOST_TOKENS)) {
      yield document;
      document = [];
      tokenCount = 0;
    }
    isMarked ||= startsDocument;
    document.push(sentence);
    tokenCount += tokens.length;
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
  return sentences.some(
    ({ startsDocument }, index) => first >= 0 && index > first && !startsDocument,
  );
}

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
