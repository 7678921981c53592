// Corpora of a wanted shape, made of a real one.
import type { LabeledSentence } from '../../../src/corpora/conll.js';

/** `count` sentences of `length` tokens each: the tokens of the corpus one after the other, from the start again at its end. */
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

/** One sentence of at least so many tokens. */
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

/** The same sentences with so many entity types, dealt out to the entities in turn. */
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
