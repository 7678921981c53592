// Corpora with given sentence lengths or numbers of types, made from a real one.
import type { LabeledSentence } from '../../../src/corpora/conll.js';

/**
 * `count` sentences of `length` tokens each: the tokens of the corpus in their order, over and
 * over.
 */
export function cutToLength(
  sentences: readonly LabeledSentence[],
  length: number,
  count: number,
): LabeledSentence[] {
  const joined = joinSentences(sentences, length * count);
  return Array.from({ length: count }, (_, index) => {
    const [start, end] = [index * length, (index + 1) * length];
    const spans = joined.spans
      .filter((span) => span.start >= start && span.end <= end)
      .map((span) => ({ ...span, start: span.start - start, end: span.end - start }));
    return { tokens: joined.tokens.slice(start, end), spans, line: 0 };
  });
}

/** One sentence of at least `length` tokens. */
function joinSentences(sentences: readonly LabeledSentence[], length: number): LabeledSentence {
  const tokens: string[] = [];
  const spans: LabeledSentence['spans'][number][] = [];
  for (let next = 0; tokens.length < length; next = (next + 1) % sentences.length) {
    const offset = tokens.length;
    for (const { label, start, end } of sentences[next].spans) {
      spans.push({ label, start: start + offset, end: end + offset });
    }
    for (const token of sentences[next].tokens) tokens.push(token);
  }
  return { tokens, spans, line: 0 };
}

/** The same sentences with `typeCount` types, which the entities take in turn. */
export function withTypes(
  sentences: readonly LabeledSentence[],
  typeCount: number,
): LabeledSentence[] {
  let next = 0;
  return sentences.map((sentence) => ({
    ...sentence,
    spans: sentence.spans.map((span) => ({ ...span, label: `TYPE${next++ % typeCount}` })),
  }));
}
