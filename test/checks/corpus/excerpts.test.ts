import { expect, test } from '@jest/globals';
import { excerptAround, excerptFrom, showToken } from '../../../src/checks/corpus/excerpts.js';

const words = (count: number) => Array.from({ length: count }, (_, index) => `word${index}`);

test('a short sentence is shown whole', () => {
  expect(excerptFrom(words(3))).toBe('word0 word1 word2');
  expect(excerptAround(words(5), 1, 3)).toBe('word0 [word1 word2] word3 word4');
});

test('a long sentence is shown in part, however long it is', () => {
  expect(excerptFrom(words(1_000_000))).toMatch(/^word0 .* word12 …$/);
  expect(excerptAround(words(1_000_000), 500_000, 500_002)).toBe(
    '… word499997 word499998 word499999 [word500000 word500001] word500002 word500003 word500004 …',
  );
  expect(excerptAround(words(1_000_000), 0, 999_999).length).toBeLessThan(200);
});

test('a long token is cut, but no character of it', () => {
  expect(showToken('x'.repeat(1_000_000))).toBe(`${'x'.repeat(40)}…`);
  expect(showToken(`x${'🧸'.repeat(50)}`)).toBe(`x${'🧸'.repeat(19)}…`);
});

test('what is not seen is shown by its code', () => {
  expect(showToken('a\u200bb\u00a0c\u001bd\u2028e')).toBe('a<U+200B>b<U+00A0>c<U+001B>d<U+2028>e');
});

test('tokens are joined as their script does', () => {
  expect(excerptFrom([...'他住在北京。'])).toBe('他住在北京。');
  expect(excerptAround([...'他住在北京。', 'IBM'], 3, 5)).toBe('他住在[北京]。IBM');
  expect(excerptAround(['Anna', '住', '在'], 0, 1)).toBe('[Anna]住在');
});
