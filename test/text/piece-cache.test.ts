import { expect, test } from '@jest/globals';
import { cachePieces } from '../../src/text/piece-cache.js';

function countingCache() {
  const asked: string[] = [];
  const tokensOf = cachePieces((piece) => {
    asked.push(piece);
    return [{ text: piece, start: 0, end: piece.length }];
  });
  return { asked, tokensOf };
}

test('a piece seen before is not tokenized again', () => {
  const { asked, tokensOf } = countingCache();
  expect(tokensOf('Teddy')).toEqual([{ text: 'Teddy', start: 0, end: 5 }]);
  expect(tokensOf('Teddy')).toEqual([{ text: 'Teddy', start: 0, end: 5 }]);
  expect(asked).toEqual(['Teddy']);
});

test('a piece too long to keep is tokenized each time', () => {
  const { asked, tokensOf } = countingCache();
  const long = 'a'.repeat(65);
  tokensOf(long);
  tokensOf(long);
  expect(asked).toEqual([long, long]);
});

test('a piece that is asked for again and again is kept while others are forgotten', () => {
  const { asked, tokensOf } = countingCache();
  tokensOf('rare');
  for (let i = 0; i < 100_000; i++) {
    tokensOf(String(i));
    tokensOf('common');
  }
  tokensOf('rare');
  const countOf = (piece: string) => asked.filter((other) => other === piece).length;
  expect(countOf('common')).toBe(1);
  expect(countOf('rare')).toBe(2);
});

test('prototype names are pieces like any other', () => {
  const { tokensOf } = countingCache();
  for (const name of ['constructor', '__proto__', 'toString']) {
    expect(tokensOf(name)[0].text).toBe(name);
  }
});
