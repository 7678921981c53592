import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  createProjectionCache,
  type PlacedWords,
} from '../../../src/model/tagging/projection-cache.js';
import { freshEngine } from '../../kernels/fresh-engine.js';

// Bytes of each table from which on no more rows are wanted.
const WANTED_BYTES = 24 << 20;

/** A cache of so few rows as it may have, each as wide as its share of the room; nobody writes to them. */
function smallCache(rowCount: number) {
  const width = WANTED_BYTES / 4 / rowCount;
  return createProjectionCache(freshEngine(), { directions: 1, width, leastRows: rowCount });
}

/** The same cache as a plain list, the words whose last wave is longest ago first. */
function plainCache(rowCount: number) {
  const words: string[] = [];
  return (wave: readonly string[]): string[] => {
    const unknown: string[] = [];
    for (const word of new Set(wave)) {
      const place = words.indexOf(word);
      if (place >= 0) words.splice(place, 1);
      else {
        unknown.push(word);
        if (words.length === rowCount) words.shift();
      }
      words.push(word);
    }
    return unknown;
  };
}

const unknownWords = ({ unknown }: PlacedWords) => unknown.map(({ word }) => word);

const ROWS = 6;
const sentence = fc.array(fc.constantFrom(...'abcdefghij'), { maxLength: 3 });
const wave = fc.tuple(sentence, sentence);

test('each wave finds the rows of its words, and forgets those whose last use is longest ago', () => {
  fc.assert(
    fc.property(fc.array(wave, { maxLength: 30 }), (waves) => {
      const cache = smallCache(ROWS);
      const plain = plainCache(ROWS);
      const content: string[] = [];
      for (const sentences of waves) {
        const placed = cache.place(sentences);
        expect(unknownWords(placed)).toEqual(plain(sentences.flat()));
        for (const { word, row } of placed.unknown) content[row] = word;
        // Whatever was evicted, every row that the wave reads holds its word in the end.
        expect(placed.rows.map((rows) => rows.map((row) => content[row]))).toEqual(sentences);
        expect(content.length).toBeLessThanOrEqual(ROWS);
      }
    }),
    { numRuns: 60 },
  );
});

test('a word is unknown once, however often it comes and in however many sentences', () => {
  const cache = smallCache(ROWS);
  const first = cache.place([['a', 'b', 'a'], [], ['b', 'a']]);
  expect(unknownWords(first)).toEqual(['a', 'b']);
  const [[a, b]] = first.rows;
  expect(first.rows).toEqual([[a, b, a], [], [b, a]]);
  expect(a).not.toBe(b);
  expect(cache.place([['b', 'c', 'a']])).toMatchObject({
    rows: [[b, expect.any(Number), a]],
    unknown: [{ word: 'c' }],
  });
});

test('a wave of as many words as there are rows keeps all of them', () => {
  const cache = smallCache(ROWS);
  cache.place([['a', 'b', 'c', 'd', 'e', 'f']]);
  const { rows, unknown } = cache.place([['f', 'g', 'h', 'i', 'j', 'k']]);
  expect(new Set(rows[0]).size).toBe(ROWS);
  expect(unknown).toHaveLength(5);
});

test('what is cleared is unknown again, and rows are given out as at first', () => {
  const cache = smallCache(ROWS);
  const first = cache.place([['a', 'b', 'c']]);
  expect(cache.place([['a', 'b', 'c']]).unknown).toEqual([]);
  cache.clear();
  expect(cache.place([['a', 'b', 'c']])).toEqual(first);
});

test('the tables do not overlap, and hold at least the rows that are asked for', () => {
  const engine = freshEngine();
  const begin = engine.memory.mark();
  const shape = { directions: 2, width: 12, leastRows: 10000 };
  const { tables, rowCount, width } = createProjectionCache(engine, shape);
  expect({ rowCount, width }).toEqual({ rowCount: 10000, width: 12 });
  const bytes = rowCount * width * 4;
  expect(tables).toHaveLength(2);
  expect(tables[0]).toBeGreaterThanOrEqual(begin);
  expect(tables[1]).toBeGreaterThanOrEqual(tables[0] + bytes);
  expect(engine.memory.usage().bytes).toBeGreaterThanOrEqual(tables[1] + bytes);
});
