// Precision, recall and F1 of spans, counted as conlleval counts them.

import type { TagScheme } from '../corpora/tag-scheme.js';
import { renderTags, type Span } from '../corpora/tags.js';

export interface SpanCounts {
  /** Spans of the corpus. */
  readonly gold: number;
  /** Spans of the model. */
  readonly found: number;
  /** Spans of both, alike in start, end and label. */
  readonly correct: number;
}

export interface CountsByType {
  readonly overall: SpanCounts;
  /** By label, sorted; every label of either side is there. */
  readonly types: ReadonlyMap<string, SpanCounts>;
}

export interface Score extends CountsByType {
  readonly tokenCount: number;
  /** Tokens whose tag is the same on both sides. */
  readonly correctTagCount: number;
}

/** The spans of one sentence of `length` tokens, on each side in order and without overlap. */
export interface SpanPair {
  readonly length: number;
  readonly gold: readonly Span[];
  readonly found: readonly Span[];
}

/**
 * Compares the spans of a corpus with those a model found.
 *
 * @param scheme the corpus' own: tags are compared as written in it
 */
export function scoreCorpus(pairs: readonly SpanPair[], scheme: TagScheme): Score {
  let tokenCount = 0;
  let correctTagCount = 0;
  for (const pair of pairs) {
    tokenCount += pair.length;
    correctTagCount += countCorrectTags(pair, scheme);
  }
  return { tokenCount, correctTagCount, ...countSpans(pairs) };
}

/** The spans of all pairs together. */
export function countSpans(pairs: readonly SpanPair[]): CountsByType {
  const overall = emptyCounts();
  const types = new Map<string, Tally>();
  for (const pair of pairs) {
    for (const { label } of pair.gold) tally(overall, types, label, 'gold');
    for (const { label } of pair.found) tally(overall, types, label, 'found');
    for (const { label } of correctSpans(pair)) tally(overall, types, label, 'correct');
  }
  const sorted = [...types].sort(([a], [b]) => (a < b ? -1 : 1));
  return { overall, types: new Map(sorted) };
}

type Tally = { -readonly [Count in keyof SpanCounts]: SpanCounts[Count] };

const emptyCounts = (): Tally => ({ gold: 0, found: 0, correct: 0 });

function countCorrectTags({ length, gold, found }: SpanPair, scheme: TagScheme): number {
  const goldTags = renderTags(gold, length, scheme);
  const foundTags = renderTags(found, length, scheme);
  return goldTags.reduce((count, tag, index) => (tag === foundTags[index] ? count + 1 : count), 0);
}

function tally(
  overall: Tally,
  types: Map<string, Tally>,
  label: string,
  what: keyof SpanCounts,
): void {
  const counts = types.get(label) ?? emptyCounts();
  counts[what]++;
  types.set(label, counts);
  overall[what]++;
}

function correctSpans({ gold, found }: SpanPair): Span[] {
  const goldByStart = new Map(gold.map((span) => [span.start, span]));
  return found.filter(({ label, start, end }) => {
    const span = goldByStart.get(start);
    return span !== undefined && span.end === end && span.label === label;
  });
}

/** In percent; 0 where the corpus has no token. */
export function accuracy({ correctTagCount, tokenCount }: Score): number {
  return percentage(correctTagCount, tokenCount);
}

/** In percent; 0 where nothing was found. */
export function precision({ correct, found }: SpanCounts): number {
  return percentage(correct, found);
}

/** In percent; 0 where there is nothing to find. */
export function recall({ correct, gold }: SpanCounts): number {
  return percentage(correct, gold);
}

/** The harmonic mean of precision and recall, in percent; 0 where both are. */
export function f1(counts: SpanCounts): number {
  // In conlleval's order of operations, which the digits of the table depend on.
  const p = precision(counts);
  const r = recall(counts);
  return p + r === 0 ? 0 : (2 * p * r) / (p + r);
}

const percentage = (part: number, whole: number) => (whole === 0 ? 0 : (100 * part) / whole);
