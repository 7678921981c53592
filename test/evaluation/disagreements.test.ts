import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Span } from '../../src/corpora/tags.js';
import { disagreementsOf } from '../../src/evaluation/disagreements.js';

const span = (label: string, start: number, end: number): Span => ({ label, start, end });

test('equal entities are no disagreement', () => {
  expect(disagreementsOf([span('A', 1, 3)], [span('A', 1, 3)])).toEqual([]);
  expect(disagreementsOf([], [])).toEqual([]);
});

test('entities that overlap are one place, entities that touch are two', () => {
  const gold = [span('A', 0, 2), span('B', 4, 5), span('A', 7, 8)];
  const predicted = [span('A', 1, 3), span('A', 3, 4), span('A', 7, 8)];
  expect(disagreementsOf(gold, predicted)).toEqual([
    { start: 0, end: 3, gold: [gold[0]], predicted: [predicted[0]] },
    { start: 3, end: 4, gold: [], predicted: [predicted[1]] },
    { start: 4, end: 5, gold: [gold[1]], predicted: [] },
  ]);
});

const side = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 3 }), fc.boolean()))
  .map((steps) => {
    let position = 0;
    return steps.map(([gap, length, isA]) => {
      const start = position + gap;
      position = start + length;
      return span(isA ? 'A' : 'B', start, position);
    });
  });

test('places hold every entity without an equal partner, and no boundary cuts one', () => {
  fc.assert(
    fc.property(side, side, (gold, predicted) => {
      const places = disagreementsOf(gold, predicted);
      const key = ({ label, start, end }: Span) => `${label} ${start} ${end}`;
      const common = new Set(gold.map(key).filter((one) => predicted.map(key).includes(one)));
      const inPlaces = new Set(places.flatMap((place) => [...place.gold, ...place.predicted]));
      for (const one of [...gold, ...predicted]) {
        expect(inPlaces.has(one)).toBe(!common.has(key(one)));
        for (const { start, end } of places) {
          expect(
            one.end <= start || one.start >= end || (one.start >= start && one.end <= end),
          ).toBe(true);
        }
      }
    }),
  );
});
