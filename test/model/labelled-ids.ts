// Random sentences of word ids with the label ids of random spans, legal as a corpus' are.
import type { Tagger } from '../../src/model/tagger.js';
import type { Span } from '../../src/text/tags.js';
import type { RandomNumbers } from '../reference/random.js';
import type { ReferenceSentence } from './reference-tagger.js';

export function randomSentence(
  { content, labels }: Tagger,
  length: number,
  random: RandomNumbers,
): ReferenceSentence {
  const idEnd = content.words.length + (content.vectors?.words.length ?? 0);
  const spans: Span[] = [];
  for (let start = random.integer(2); start < length; start += random.integer(3)) {
    const end = Math.min(length, start + 1 + random.integer(3));
    spans.push({ label: content.types[random.integer(content.types.length)], start, end });
    start = end;
  }
  return {
    wordIds: Array.from({ length }, () => random.integer(idEnd)),
    labelIds: labels.encode(spans, length),
  };
}
