// Pairs the gold and predicted entities of a sentence, and names the kind of each error.
import type { Span } from '../corpora/tags.js';

export const ERROR_KINDS = [
  'missed',
  'invented',
  'wrong type',
  'wrong boundary',
  'wrong type and boundary',
] as const;

export type ErrorKind = (typeof ERROR_KINDS)[number];

/** A gold entity, the predicted entity that stands for it, or one without the other. */
export type EntityPair =
  | { readonly kind: 'correct' | 'wrong type'; readonly gold: Span; readonly predicted: Span }
  | {
      readonly kind: 'wrong boundary' | 'wrong type and boundary';
      readonly gold: Span;
      readonly predicted: Span;
    }
  | { readonly kind: 'missed'; readonly gold: Span; readonly predicted?: undefined }
  | { readonly kind: 'invented'; readonly gold?: undefined; readonly predicted: Span };

/**
 * Every entity is in exactly one pair: equal ones are paired first, then those of the largest overlap, of equals the first.
 * In the order of the text. Each side is in order and without overlap within it.
 */
export function pairEntities(gold: readonly Span[], predicted: readonly Span[]): EntityPair[] {
  const partnerOf = new Int32Array(gold.length).fill(-1);
  const isTaken = new Uint8Array(predicted.length);
  for (const { g, p } of overlapsOf(gold, predicted)) {
    if (partnerOf[g] >= 0 || isTaken[p] === 1) continue;
    partnerOf[g] = p;
    isTaken[p] = 1;
  }
  const pairs: EntityPair[] = gold.map((span, index) =>
    partnerOf[index] < 0
      ? { kind: 'missed', gold: span }
      : pairOf(span, predicted[partnerOf[index]]),
  );
  predicted.forEach((span, index) => {
    if (isTaken[index] === 0) pairs.push({ kind: 'invented', predicted: span });
  });
  return pairs.sort((a, b) => startOf(a) - startOf(b));
}

interface Overlap {
  readonly g: number;
  readonly p: number;
  readonly size: number;
}

/** Overlaps of two entities, equal spans first, then by size. */
function overlapsOf(gold: readonly Span[], predicted: readonly Span[]): Overlap[] {
  const overlaps: Overlap[] = [];
  let first = 0;
  predicted.forEach(({ start, end }, p) => {
    while (first < gold.length && gold[first].end <= start) first++;
    for (let g = first; g < gold.length && gold[g].start < end; g++) {
      const isEqual = gold[g].start === start && gold[g].end === end;
      const size = Math.min(end, gold[g].end) - Math.max(start, gold[g].start);
      overlaps.push({ g, p, size: isEqual ? Number.POSITIVE_INFINITY : size });
    }
  });
  return overlaps.sort((a, b) => (a.size === b.size ? a.g - b.g || a.p - b.p : b.size - a.size));
}

function pairOf(gold: Span, predicted: Span): EntityPair {
  const hasType = gold.label === predicted.label;
  if (gold.start === predicted.start && gold.end === predicted.end) {
    return { kind: hasType ? 'correct' : 'wrong type', gold, predicted };
  }
  return { kind: hasType ? 'wrong boundary' : 'wrong type and boundary', gold, predicted };
}

const startOf = ({ gold, predicted }: EntityPair) =>
  Math.min(gold?.start ?? Number.POSITIVE_INFINITY, predicted?.start ?? Number.POSITIVE_INFINITY);
