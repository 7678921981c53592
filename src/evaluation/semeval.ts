// The four ways of SemEval-2013 task 9.1 to compare entities (Segura-Bedmar et al. 2013), counted as nervaluate counts
// them since its version 1: each predicted entity takes at most one gold entity, and each gold entity is taken once.
import type { Span } from '../corpora/tags.js';

export const SEMEVAL_MODES = ['strict', 'exact', 'partial', 'type'] as const;

/**
 * What makes a prediction correct. strict: the same span and type · exact: the same span · partial: the same span, and
 * another overlap counts half · type: an overlap of the same type.
 */
export type SemevalMode = (typeof SEMEVAL_MODES)[number];

export interface SemevalCounts {
  correct: number;
  incorrect: number;
  /** Overlaps of the mode `partial`. */
  partial: number;
  /** Gold entities that no prediction took. */
  missed: number;
  /** Predictions that overlap no gold entity that was left. */
  spurious: number;
}

export const emptySemevalCounts = (): SemevalCounts => ({
  correct: 0,
  incorrect: 0,
  partial: 0,
  missed: 0,
  spurious: 0,
});

// nervaluate takes a smaller share of the gold entity for no overlap at all.
const LEAST_OVERLAP = 0.01;

/**
 * Adds the outcomes of one sentence.
 *
 * @param gold in order and without overlap, like `predicted`
 */
export function addSemevalOutcomes(
  counts: SemevalCounts,
  mode: SemevalMode,
  gold: readonly Span[],
  predicted: readonly Span[],
): void {
  const isTaken = new Uint8Array(gold.length);
  let takenCount = 0;
  for (const span of predicted) {
    const { index, isCorrect } = matchOf(span, mode, gold, isTaken);
    if (index < 0) {
      counts.spurious++;
      continue;
    }
    isTaken[index] = 1;
    takenCount++;
    if (isCorrect) counts.correct++;
    else if (mode === 'partial') counts.partial++;
    else counts.incorrect++;
  }
  counts.missed += gold.length - takenCount;
}

interface Match {
  readonly index: number;
  readonly isCorrect: boolean;
}

/** The nearest gold entity that makes the prediction correct, else the first that it overlaps, else none (-1). */
function matchOf(span: Span, mode: SemevalMode, gold: readonly Span[], isTaken: Uint8Array): Match {
  let [first, nearest, nearestDistance] = [-1, -1, Number.POSITIVE_INFINITY];
  for (let index = 0; index < gold.length && gold[index].start < span.end; index++) {
    if (isTaken[index] === 1 || overlapShare(gold[index], span) < LEAST_OVERLAP) continue;
    if (first < 0) first = index;
    const distance =
      Math.abs(span.start - gold[index].start) + Math.abs(span.end - gold[index].end);
    if (distance < nearestDistance && makesCorrect(mode, gold[index], span)) {
      nearest = index;
      nearestDistance = distance;
    }
  }
  return nearest < 0 ? { index: first, isCorrect: false } : { index: nearest, isCorrect: true };
}

/** The share of the gold entity that the prediction covers. */
function overlapShare(gold: Span, predicted: Span): number {
  const shared = Math.min(gold.end, predicted.end) - Math.max(gold.start, predicted.start);
  return shared / (gold.end - gold.start);
}

function makesCorrect(mode: SemevalMode, gold: Span, predicted: Span): boolean {
  const hasSpan = gold.start === predicted.start && gold.end === predicted.end;
  if (mode === 'type') return gold.label === predicted.label;
  return hasSpan && (mode !== 'strict' || gold.label === predicted.label);
}
