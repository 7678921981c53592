import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lastAtMost, MappedTextBuilder } from '../../src/text/mapped-text.js';

type Piece =
  | { readonly kind: 'copy'; readonly source: string }
  | { readonly kind: 'replace'; readonly source: string; readonly text: string }
  | { readonly kind: 'skip'; readonly source: string };

const source = fc.string({ maxLength: 4 });
const piece: fc.Arbitrary<Piece> = fc.oneof(
  source.map((part) => ({ kind: 'copy' as const, source: part })),
  fc
    .tuple(source, source)
    .map(([part, text]) => ({ kind: 'replace' as const, source: part, text })),
  source.map((part) => ({ kind: 'skip' as const, source: part })),
);

/** The text, and the range in the source of each of its units. */
function expectedOf(pieces: readonly Piece[]) {
  const builder = new MappedTextBuilder();
  const ranges: [number, number][] = [];
  let place = 0;
  let text = '';
  for (const each of pieces) {
    const end = place + each.source.length;
    if (each.kind === 'copy') {
      builder.copy(each.source, place);
      text += each.source;
      for (let at = place; at < end; at++) ranges.push([at, at + 1]);
    } else if (each.kind === 'replace') {
      builder.replace(each.text, place, end);
      text += each.text;
      for (const _ of each.text.split('')) ranges.push([place, end]);
    }
    place = end;
  }
  return { mapped: builder.finish(), text, ranges };
}

test('a range begins where its first character stands and ends where its last one does', () => {
  fc.assert(
    fc.property(fc.array(piece), fc.nat(), fc.nat(), (pieces, a, b) => {
      const { mapped, text, ranges } = expectedOf(pieces);
      expect(mapped.text).toBe(text);
      if (text === '') return;
      const start = a % text.length;
      const end = start + 1 + (b % (text.length - start));
      expect(mapped.rangeOf(start, end)).toEqual([ranges[start][0], ranges[end - 1][1]]);
    }),
  );
});

test.each([
  [[], 1, -1],
  [[3], 2, -1],
  [[3], 3, 0],
  [[0, 2, 2, 5], 2, 2],
  [[0, 2, 2, 5], 9, 3],
])('in %j, the last value of at most %i has the index %i', (values, limit, index) => {
  expect(lastAtMost(values, limit)).toBe(index);
});
