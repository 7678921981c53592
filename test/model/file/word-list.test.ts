import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { countLines, indexLines } from '../../../src/model/file/word-list.js';
import { anyCharacter } from '../../any-character.js';
import { freshEngine } from '../../kernels/fresh-engine.js';

function listOf(text: string) {
  const engine = freshEngine();
  const bytes = new TextEncoder().encode(text);
  const placed = { address: engine.memory.allocate(bytes.length), byteLength: bytes.length };
  engine.memory.bytes(placed.address, bytes.length).set(bytes);
  return indexLines(engine, placed, countLines(engine, placed));
}

test('each word is found at its line, and no other', () => {
  const list = listOf('\nParis\nthe\n\u{1f9f8}');
  expect(['', 'Paris', 'the', '\u{1f9f8}'].map(list.get)).toEqual([0, 1, 2, 3]);
  expect(['paris', 'Pari', 'th', 'e', ' '].map(list.get)).toEqual(new Array(5).fill(undefined));
  expect({ size: list.size, repeated: list.repeated }).toEqual({ size: 4, repeated: undefined });
});

test('a list without a byte holds the empty word', () => {
  const list = listOf('');
  expect({ size: list.size, row: list.get('') }).toEqual({ size: 1, row: 0 });
});

test('half a surrogate pair is not taken for the replacement character', () => {
  expect(listOf('\ufffd').get('\ud83e')).toBeUndefined();
  expect(listOf('\ufffd').get('\ufffd')).toBe(0);
});

test.each([
  ['a\nb\na', 2],
  ['a\n\nb\n', 3],
  ['é\nx\né\nx', 2],
])('of %j, line %i occurs a second time', (text, repeated) => {
  expect(listOf(text).repeated).toBe(repeated);
});

test('a word that is longer than the memory is not found, and the memory grows for it', () => {
  expect(listOf('a\nb').get('a'.repeat(2 ** 21))).toBeUndefined();
});

const word = fc
  .string({ unit: anyCharacter })
  .map((text) => text.replaceAll('\n', ''))
  .filter((text) => text.isWellFormed());

test('it answers like a map of strings', () => {
  const words = fc.uniqueArray(word, { minLength: 1 });
  fc.assert(
    fc.property(words, fc.string({ unit: anyCharacter }), (words, other) => {
      const list = listOf(words.join('\n'));
      const map = new Map(words.map((word, row) => [word, row]));
      const parts = words.flatMap((word) => [word.slice(1), `${word}\n`, `${word} `, `a${word}`]);
      for (const asked of [...words, ...parts, other]) {
        expect([asked, list.get(asked)]).toEqual([asked, map.get(asked)]);
      }
      expect([list.size, list.repeated]).toEqual([words.length, undefined]);
    }),
  );
});

test('the first line that repeats another is found among any lines', () => {
  fc.assert(
    fc.property(fc.array(word, { minLength: 1 }), (words) => {
      const seen = new Set<string>();
      const first = words.findIndex((word) => seen.size === seen.add(word).size);
      expect(listOf(words.join('\n')).repeated).toBe(first < 0 ? undefined : first);
    }),
  );
});

test('all of many words of all lengths are found, and nothing else', () => {
  const words = Array.from(
    { length: 20_000 },
    (_, n) => 'w'.repeat(n % 40) + (n * 7919).toString(36),
  );
  const list = listOf([...new Set(words)].join('\n'));
  const rows = new Map([...new Set(words)].map((word, row) => [word, row]));
  const wrong = words.filter(
    (word) => list.get(word) !== rows.get(word) || list.get(`${word}-`) !== undefined,
  );
  expect(wrong).toEqual([]);
});
