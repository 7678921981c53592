import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type CachedWords,
  createProjectionCache,
} from '../../../src/model/tagging/projection-cache.js';
import type { SentenceToken } from '../../../src/model/vocabulary/word-context.js';
import { freshEngine } from '../../kernels/fresh-engine.js';

// Size of a single table that leaves no room for more rows.
const TARGET_BYTES = 24 << 20;

/** A cache with this few rows, which are so wide that no more fit; nothing is written to them. */
function smallCache(rowCount: number) {
  const width = TARGET_BYTES / 4 / rowCount;
  return createProjectionCache(freshEngine(), { directions: 1, width, minRows: rowCount });
}

/** The same cache as a plain list of words, the least recently used first. */
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

const missedWords = ({ misses }: CachedWords) => misses.map(({ word }) => word);

const ROWS = 6;
const sentence = fc.array(fc.constantFrom(...'abcdefghij'), { maxLength: 3 });
const wave = fc.tuple(sentence, sentence);

test('each wave finds the rows of its words, and the least recently used words make room', () => {
  fc.assert(
    fc.property(fc.array(wave, { maxLength: 30 }), (waves) => {
      const cache = smallCache(ROWS);
      const plain = plainCache(ROWS);
      const content: SentenceToken[] = [];
      for (const sentences of waves) {
        const found = cache.lookUp(sentences);
        expect(missedWords(found)).toEqual(plain(sentences.flat()));
        for (const { word, row } of found.misses) content[row] = word;
        // Whatever was evicted, each row that the wave reads holds its word in the end.
        expect(found.rows.map((rows) => rows.map((row) => content[row]))).toEqual(sentences);
        expect(content.length).toBeLessThanOrEqual(ROWS);
      }
    }),
    { numRuns: 60 },
  );
});

test('a word is missed once, however often it occurs and in however many sentences', () => {
  const cache = smallCache(ROWS);
  const first = cache.lookUp([['a', 'b', 'a'], [], ['b', 'a']]);
  expect(missedWords(first)).toEqual(['a', 'b']);
  const [[a, b]] = first.rows;
  expect(first.rows).toEqual([[a, b, a], [], [b, a]]);
  expect(a).not.toBe(b);
  expect(cache.lookUp([['b', 'c', 'a']])).toMatchObject({
    rows: [[b, expect.any(Number), a]],
    misses: [{ word: 'c' }],
  });
});

test('a wave of as many words as there are rows keeps all of them', () => {
  const cache = smallCache(ROWS);
  cache.lookUp([['a', 'b', 'c', 'd', 'e', 'f']]);
  const { rows, misses } = cache.lookUp([['f', 'g', 'h', 'i', 'j', 'k']]);
  expect(new Set(rows[0]).size).toBe(ROWS);
  expect(misses).toHaveLength(5);
});

test('a cleared cache misses all words, and assigns rows as at first', () => {
  const cache = smallCache(ROWS);
  const first = cache.lookUp([['a', 'b', 'c']]);
  expect(cache.lookUp([['a', 'b', 'c']]).misses).toEqual([]);
  cache.clear();
  expect(cache.lookUp([['a', 'b', 'c']])).toEqual(first);
});

test('the tables do not overlap, and have at least the rows that the caller needs', () => {
  const engine = freshEngine();
  const begin = engine.memory.mark();
  const shape = { directions: 2, width: 12, minRows: 10000 };
  const { tables, rowCount, width } = createProjectionCache(engine, shape);
  expect({ rowCount, width }).toEqual({ rowCount: 10000, width: 12 });
  const bytes = rowCount * width * 4;
  expect(tables).toHaveLength(2);
  expect(tables[0]).toBeGreaterThanOrEqual(begin);
  expect(tables[1]).toBeGreaterThanOrEqual(tables[0] + bytes);
  expect(engine.memory.usage().bytes).toBeGreaterThanOrEqual(tables[1] + bytes);
});

test('words of documents are forgotten, and their rows are the first to be used again', () => {
  const cache = smallCache(ROWS);
  const inDocument = (word: string): SentenceToken => ({
    word,
    context: { topic: { wordIds: [] }, before: [], after: [] },
  });
  const [x, y] = ['x', 'y'].map(inDocument);
  const { rows } = cache.lookUp([['a', x, 'b', y, 'c', 'd']]);
  const [[, rowOfX, , rowOfY]] = rows;
  cache.forgetDocuments();
  const next = cache.lookUp([['e', 'f']]);
  expect(new Set(next.rows[0])).toEqual(new Set([rowOfX, rowOfY]));
  expect(missedWords(cache.lookUp([['a', 'b', 'c', 'd']]))).toEqual([]);
  expect(missedWords(cache.lookUp([[x]]))).toEqual([x]);
});

test('a row of a document that a word alone has taken since is not forgotten', () => {
  const cache = smallCache(ROWS);
  const x: SentenceToken = {
    word: 'x',
    context: { topic: { wordIds: [] }, before: [], after: [] },
  };
  cache.lookUp([[x]]);
  cache.lookUp([['a', 'b', 'c', 'd', 'e', 'f']]);
  cache.forgetDocuments();
  expect(missedWords(cache.lookUp([['a', 'b', 'c', 'd', 'e', 'f']]))).toEqual([]);
});
