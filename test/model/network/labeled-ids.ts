// Random sentences of known and unknown words with the label ids of random spans, legal as a
// corpus' are.
import type { Span } from '../../../src/corpora/tags.js';
import type { Tagger } from '../../../src/model/tagger.js';
import { createWordEncoder } from '../../../src/model/vocabulary/encode-words.js';
import { documentFeatures } from '../../reference/document-features.js';
import { type RandomNumbers, randomNumbers } from '../../reference/random.js';
import { type ReferenceSentence, referenceOf } from '../reference-tagger.js';
import { inDocuments } from '../tagger-variants.js';

/** One sentence a length, of its words whatever the tagger reads; three of them are a document. */
export function randomSentences(
  tagger: Tagger,
  lengths: readonly number[],
  seed = 1,
): ReferenceSentence[] {
  const { content, labels } = tagger;
  const random = randomNumbers(seed);
  const encode = createWordEncoder(tagger);
  // The first row is that of unknown words.
  const words = ['unseen', ...content.words.slice(1), ...(content.vectors?.words ?? [])];
  const sentences = lengths.map((length) => ({
    labelIds: labels.encode(randomSpans(tagger, length, random), length),
    tokens: Array.from({ length }, () => words[random.integer(words.length)]),
  }));
  const documents = inDocuments(sentences.map(({ tokens }) => tokens));
  const read = tagger.readDocuments(documents);
  const features = tagger.readsDocuments && documentFeatures(documents, referenceOf(tagger));
  return sentences.map(({ labelIds }, index) => ({
    ...encode(read[index]),
    labelIds,
    ...(features && { documents: features[index] }),
  }));
}

function randomSpans({ content }: Tagger, length: number, random: RandomNumbers): Span[] {
  const spans: Span[] = [];
  for (let start = random.integer(2); start < length; start += random.integer(3)) {
    const end = Math.min(length, start + 1 + random.integer(3));
    spans.push({ label: content.types[random.integer(content.types.length)], start, end });
    start = end;
  }
  return spans;
}
