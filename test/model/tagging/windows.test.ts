import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Span } from '../../../src/corpora/tags.js';
import { cutWindows, windowStarts } from '../../../src/model/tagging/windows.js';
import { createLabels } from '../../../src/model/vocabulary/labels.js';

const sizes = { length: 16, overlap: 6 };
const labels = createLabels(['PER', 'LOC']);

test('windows cover the sentence, and each goes beyond the one before', () => {
  for (let count = 1; count < 100; count++) {
    const starts = windowStarts(count, sizes);
    expect(starts[0]).toBe(0);
    for (const [index, start] of starts.slice(1).entries()) expect(start - starts[index]).toBe(10);
    const last = starts.at(-1)!;
    expect(last + sizes.length).toBeGreaterThanOrEqual(count);
    if (starts.length > 1) expect(last + sizes.overlap).toBeLessThan(count);
  }
});

/** Entities with at most three tokens, which always leave a place to cut. */
const sentence = fc
  .array(fc.record({ before: fc.nat(3), length: fc.integer({ min: 1, max: 3 }) }))
  .map((parts) => {
    let end = 0;
    const spans: Span[] = parts.map(({ before, length }, index) => {
      const start = end + before;
      end = start + length;
      return { label: index % 3 === 0 ? 'LOC' : 'PER', start, end };
    });
    return { spans, length: end + 5 };
  });

/** The labels of tokens; an entity at the border of a window is cut off there. */
function partOf(spans: readonly Span[], start: number, end: number) {
  const inside = spans.filter((span) => span.end > start && span.start < end);
  const placed = inside.map((span) => ({
    label: span.label,
    start: Math.max(0, span.start - start),
    end: Math.min(end, span.end) - start,
  }));
  const labelIds = labels.encode(placed, end - start);
  const numbers = Float32Array.from(labelIds, (_, token) => start + token);
  return {
    labelIds,
    scores: { own: numbers, links: numbers },
    emissions: Float32Array.from({ length: 2 * (end - start) }, (_, n) => start + (n >> 1)),
  };
}

test('an entity at the border of a window is neither lost nor divided', () => {
  fc.assert(
    fc.property(sentence, ({ spans, length }) => {
      const parts = windowStarts(length, sizes).map((start) =>
        partOf(spans, start, Math.min(start + sizes.length, length)),
      );
      const cut = cutWindows(parts, labels, sizes);
      expect(labels.decode(cut.flatMap(({ labelIds }) => labelIds))).toEqual(spans);
      const tokens = Array.from({ length }, (_, token) => token);
      expect(cut.flatMap(({ scores }) => [...scores!.own])).toEqual(tokens);
      expect(cut.flatMap(({ scores }) => [...scores!.links])).toEqual(tokens);
      expect(cut.flatMap(({ emissions }) => [...emissions!])).toEqual(
        tokens.flatMap((token) => [token, token]),
      );
    }),
  );
});

test('an entity that is longer than the overlap is divided, and no token is lost', () => {
  const spans = [{ label: 'PER', start: 2, end: 38 }];
  const parts = windowStarts(40, sizes).map((start) =>
    partOf(spans, start, Math.min(start + sizes.length, 40)),
  );
  const cut = cutWindows(parts, labels, sizes);
  expect(cut.flatMap(({ labelIds }) => labelIds)).toHaveLength(40);
});
