// Refinement of sentences that are already split into tokens.
import type { Refine } from '../entities/entity.js';

/** An entity as a span of tokens, half open. */
export interface TokenSpan {
  readonly label: string;
  readonly start: number;
  readonly end: number;
  readonly id?: string;
  readonly confidence?: number;
}

/** The spans of one sentence, refined as entities of the text that joins its tokens by spaces. */
export function refineSpans(
  refine: Refine,
  words: readonly string[],
  spans: readonly TokenSpan[],
): TokenSpan[] {
  const text = words.join(' ');
  let next = 0;
  const tokens = words.map((word) => {
    const start = next;
    next += word.length + 1;
    return { text: word, start, end: start + word.length };
  });
  const entities = spans.map((span) => {
    const [start, end] = [tokens[span.start].start, tokens[span.end - 1].end];
    return { ...span, text: text.slice(start, end), start, end };
  });
  const starts = new Map(tokens.map(({ start }, index) => [start, index]));
  const ends = new Map(tokens.map(({ end }, index) => [end, index + 1]));
  // Every entity is made of whole tokens.
  return refine({ text, sentences: [tokens], entities }).entities.map(({ text: _, ...entity }) => ({
    ...entity,
    start: starts.get(entity.start) ?? 0,
    end: ends.get(entity.end) ?? words.length,
  }));
}
