import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { documentNames, fileNames } from '../../../src/cli/convert/document-names.js';
import { anyCharacter } from '../../any-character.js';

const documents = (ids: readonly (string | undefined)[]) =>
  ids.map((id) => [{ text: '', entities: [], path: 'in', ...(id !== undefined && { id }) }]);

test('a document is named by its id, or by the input and a number', () => {
  expect(documentNames(documents(['a/b', undefined, 'c']), 'x/news.jsonl.gz')).toEqual([
    'a/b',
    'news-2',
    'c',
  ]);
  expect(documentNames(documents([undefined]), '-')).toEqual(['stdin']);
  const many = documentNames(documents(Array(10).fill(undefined)), '.hidden');
  expect([many[0], many[9]]).toEqual(['.hidden-01', '.hidden-10']);
});

test('names of files are safe on every system, and all different', () => {
  expect(fileNames(['a/b', 'A', 'a', '..', '', 'x.', 'con\u0000', 'a-2'])).toEqual([
    'a_b',
    'A',
    'a-2',
    '__',
    '_',
    'x_',
    'con_',
    'a-2-2',
  ]);
  fc.assert(
    fc.property(fc.array(fc.string({ unit: anyCharacter, maxLength: 80 })), (names) => {
      const safe = fileNames(names);
      expect(new Set(safe.map((name) => name.toLowerCase())).size).toBe(names.length);
      for (const name of safe) {
        expect(name).toMatch(/^[^.].*$|^_$/u);
        expect(name).not.toMatch(/[/\\:*?"<>|\p{C}]/u);
        expect(Buffer.byteLength(name)).toBeLessThan(240);
      }
    }),
  );
});

test('thousands of names that begin alike are numbered', () => {
  const names = Array.from({ length: 20_000 }, (_, index) => `${'x'.repeat(60)}${index}`);
  expect(fileNames(names).at(-1)).toBe(`${'x'.repeat(50)}-20000`);
});
