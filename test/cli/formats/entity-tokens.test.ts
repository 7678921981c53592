import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { entityTokens, iob2TagOf } from '../../../src/cli/formats/entity-tokens.js';
import { taggedLine } from './tagged-line.js';

const token = (start: number, end: number) => ({ text: 'x', start, end });

function tagsOf(entities: readonly [number, number][]): string {
  const sentences = [[token(0, 5), token(6, 9)], [token(10, 12)]];
  const tagged = {
    text: 'Teddy won it',
    sentences,
    entities: entities.map(([start, end]) => ({ label: 'X', text: '', start, end })),
  };
  return entityTokens(tagged).flat().map(iob2TagOf).join(' ');
}

test.each([
  [[[0, 5]], 'B-X O O'],
  [[[0, 9]], 'B-X I-X O'],
  [[[2, 5]], 'B-X O O'],
  [[[2, 8]], 'B-X I-X O'],
  [[[5, 6]], 'O O O'],
  [
    [
      [0, 5],
      [6, 12],
    ],
    'B-X B-X I-X',
  ],
  [
    [
      [0, 2],
      [3, 5],
    ],
    'B-X O O',
  ],
] as [[number, number][], string][])('entities at %p have the tokens %s', (entities, tags) => {
  expect(tagsOf(entities)).toBe(tags);
});

test('the first and the last token of each entity are marked as such', () => {
  fc.assert(
    fc.property(taggedLine, (tagged) => {
      const parts = entityTokens(tagged).flat();
      const bounds = (which: 'isFirst' | 'isLast') => parts.filter((part) => part[which]);
      expect(bounds('isFirst').map(({ token }) => token.start)).toEqual(
        tagged.entities.map(({ start }) => start),
      );
      expect(bounds('isLast').map(({ token }) => token.end)).toEqual(
        tagged.entities.map(({ end }) => end),
      );
    }),
  );
});
