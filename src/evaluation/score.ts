// Precision, recall and F1 of spans, counted as conlleval counts them.
import type { TagScheme } from '../corpora/tag-scheme.js';
import { renderTags, type Span } from '../corpora/tags.js';

export interface SpanCounts {
  /** Spans in the corpus. */
  readonly gold: number;
  /** Spans predicted by the model. */
  readonly predicted: number;
  /** Predicted spans that agree with a gold span in start, end and type. */
  readonly correct: number;
}

export interface CountsByType {
  readonly overall: SpanCounts;
  /** By type, sorted; types of the corpus and of the model. */
  readonly types: ReadonlyMap<string, SpanCounts>;
}

export interface Score extends CountsByType {
  readonly tokenCount: number;
  /** Tokens whose predicted tag is the gold tag. */
  readonly correctTagCount: number;
}

/** The gold and predicted spans of a sentence of `length` tokens, in order and without overlaps. */
export interface SpanPair {
  readonly length: number;
  readonly gold: readonly Span[];
  readonly predicted: readonly Span[];
}

/**
 * Compares the spans of a corpus with those that a model predicted.
 *
 * @param scheme the tag scheme of the corpus, in which tags are compared
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

/** Counts over all sentences. */
export function countSpans(pairs: readonly SpanPair[]): CountsByType {
  const overall = emptyCounts();
  const types = new Map<string, Tally>();
  for (const pair of pairs) {
    for (const { label } of pair.gold) tally(overall, types, label, 'gold');
    for (const { label } of pair.predicted) tally(overall, types, label, 'predicted');
    for (const { label } of correctSpans(pair)) tally(overall, types, label, 'correct');
  }
  const sorted = [...types].sort(([a], [b]) => (a < b ? -1 : 1));
  return { overall, types: new Map(sorted) };
}

type Tally = { -readonly [Count in keyof SpanCounts]: SpanCounts[Count] };

const emptyCounts = (): Tally => ({ gold: 0, predicted: 0, correct: 0 });

function countCorrectTags({ length, gold, predicted }: SpanPair, scheme: TagScheme): number {
  const goldTags = renderTags(gold, length, scheme);
  const predictedTags = renderTags(predicted, length, scheme);
  return goldTags.reduce(
    (count, tag, index) => (tag === predictedTags[index] ? count + 1 : count),
    0,
  );
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

function correctSpans({ gold, predicted }: SpanPair): Span[] {
  const goldByStart = new Map(gold.map((span) => [span.start, span]));
  return predicted.filter(({ label, start, end }) => {
    const span = goldByStart.get(start);
    return span !== undefined && span.end === end && span.label === label;
  });
}

/** Share of correct tags in percent; 0 for a corpus without tokens. */
export function accuracy({ correctTagCount, tokenCount }: Score): number {
  return percentage(correctTagCount, tokenCount);
}

/** Share of predicted spans that are correct, in percent; 0 if there are none. */
export function precision({ correct, predicted }: SpanCounts): number {
  return percentage(correct, predicted);
}

/** Share of gold spans that were predicted, in percent; 0 if there are none. */
export function recall({ correct, gold }: SpanCounts): number {
  return percentage(correct, gold);
}

/** Harmonic mean of precision and recall in percent; 0 if both are. */
export function f1(counts: SpanCounts): number {
  // The digits of the table depend on this order of operations, which is that of conlleval.
  const p = precision(counts);
  const r = recall(counts);
  return p + r === 0 ? 0 : (2 * p * r) / (p + r);
}

const percentage = (part: number, whole: number) => (whole === 0 ? 0 : (100 * part) / whole);
