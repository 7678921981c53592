// The places of a sentence where the gold and the predicted entities differ.
import type { Span } from '../corpora/tags.js';

/** The tokens from `start` to before `end`; no entity of either side crosses a boundary. */
export interface Disagreement {
  readonly start: number;
  readonly end: number;
  readonly gold: readonly Span[];
  readonly predicted: readonly Span[];
}

/**
 * The smallest such places, in order. Entities that overlap each other are in one place.
 *
 * @param gold in order, without overlap, as are those of the other side
 */
export function disagreementsOf(gold: readonly Span[], predicted: readonly Span[]): Disagreement[] {
  const found: { start: number; end: number; gold: Span[]; predicted: Span[] }[] = [];
  const all = [
    ...gold.map((span) => ({ side: 'gold', span }) as const),
    ...predicted.map((span) => ({ side: 'predicted', span }) as const),
  ].sort((a, b) => a.span.start - b.span.start);
  for (const { side, span } of all) {
    let place = found.at(-1);
    if (place === undefined || span.start >= place.end) {
      place = { start: span.start, end: span.end, gold: [], predicted: [] };
      found.push(place);
    }
    place.end = Math.max(place.end, span.end);
    place[side].push(span);
  }
  return found.filter((place) => !isAgreed(place));
}

function isAgreed({ gold, predicted }: Pick<Disagreement, 'gold' | 'predicted'>): boolean {
  const [one, other] = [gold[0], predicted[0]];
  if (gold.length !== 1 || predicted.length !== 1) return false;
  return one.label === other.label && one.start === other.start && one.end === other.end;
}
