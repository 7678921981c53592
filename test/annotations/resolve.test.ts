import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createLossCounter } from '../../src/annotations/losses.js';
import type { RawSpan } from '../../src/annotations/reader.js';
import { resolveDocument } from '../../src/annotations/resolve.js';

const spanOf = (start: number, end: number, more: Partial<RawSpan> = {}): RawSpan => ({
  label: 'X',
  start,
  end,
  place: `line ${start}`,
  ...more,
});

function resolve(text: string, spans: readonly RawSpan[]) {
  const counter = createLossCounter();
  const { entities } = resolveDocument({ text, spans, path: 'x' }, 'utf16', counter);
  return { entities, texts: entities.map((entity) => entity.text), losses: counter.losses };
}

test('entities are put in order', () => {
  expect(resolve('a b c', [spanOf(4, 5), spanOf(0, 1)]).texts).toEqual(['a', 'c']);
});

test('white space at the ends is trimmed and counted', () => {
  const { entities, losses } = resolve('a  bc\n d', [spanOf(1, 6)]);
  expect(entities).toEqual([{ label: 'X', text: 'bc', start: 3, end: 5 }]);
  expect(losses.get('trimmed')).toEqual({ count: 1, first: 'line 1' });
});

test('the longest of overlapping entities is kept, the others are counted', () => {
  const spans = [spanOf(0, 3), spanOf(2, 8), spanOf(7, 9), spanOf(2, 8, { label: 'Y' })];
  const { entities, losses } = resolve('abcdefghi', spans);
  expect(entities).toEqual([{ label: 'X', text: 'cdefgh', start: 2, end: 8 }]);
  expect(losses.get('overlapping')?.count).toBe(3);
});

test.each([
  ['empty', spanOf(1, 2)],
  ['empty', spanOf(1, 1)],
  ['untyped', spanOf(0, 1, { label: ' ' })],
] as const)('an entity that is %s is left out and counted', (kind, span) => {
  const { entities, losses } = resolve('a b', [span]);
  expect(entities).toEqual([]);
  expect(losses.get(kind)?.count).toBe(1);
});

test('parts with only white space between them are one entity', () => {
  const fragments = [
    [0, 3],
    [4, 8],
  ] as const;
  const { texts, losses } = resolve('New\nYork', [spanOf(0, 8, { fragments })]);
  expect(texts).toEqual(['New\nYork']);
  expect(losses.size).toBe(0);
});

test('id and confidence are kept', () => {
  const { entities } = resolve('a', [spanOf(0, 1, { id: 'Q1', confidence: 0.5 })]);
  expect(entities).toEqual([
    { label: 'X', text: 'a', start: 0, end: 1, id: 'Q1', confidence: 0.5 },
  ]);
});

test('entities never overlap, and each that is left out overlaps one at least as long', () => {
  const span = fc
    .tuple(fc.nat(30), fc.integer({ min: 1, max: 10 }))
    .map(([start, length]) => spanOf(start, start + length));
  fc.assert(
    fc.property(fc.array(span, { maxLength: 12 }), (spans) => {
      const { entities, losses } = resolve('x'.repeat(40), spans);
      for (const [index, { start }] of entities.entries()) {
        if (index > 0) expect(start).toBeGreaterThanOrEqual(entities[index - 1].end);
      }
      expect(entities.length + (losses.get('overlapping')?.count ?? 0)).toBe(spans.length);
      for (const { start, end } of spans) {
        const rival = entities.some(
          (entity) =>
            entity.start < end && entity.end > start && entity.end - entity.start >= end - start,
        );
        expect(rival).toBe(true);
      }
    }),
  );
});
