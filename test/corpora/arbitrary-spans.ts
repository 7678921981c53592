// Random sentences as their length and spans, some of which touch or have a single token.
import fc from 'fast-check';
import type { Span } from '../../src/corpora/tags.js';

export interface SpannedSentence {
  readonly length: number;
  readonly spans: readonly Span[];
}

const arbitraryType = fc.constantFrom('PER', 'LOC', 'creative-work', 'Ö_2');

export const arbitrarySpans: fc.Arbitrary<SpannedSentence> = fc
  .tuple(
    fc.array(fc.tuple(fc.nat(2), fc.integer({ min: 1, max: 4 }), arbitraryType), { maxLength: 6 }),
    fc.nat(2),
  )
  .map(([parts, rest]) => {
    const spans: Span[] = [];
    let position = 0;
    for (const [gap, length, label] of parts) {
      const start = position + gap;
      position = start + length;
      spans.push({ label, start, end: position });
    }
    return { length: position + rest, spans };
  });
