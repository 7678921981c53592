import { expect, test } from '@jest/globals';
import { createSubwordReader, subwordsOf } from '../../../src/model/vocabulary/subwords.js';

const forms = { lengths: [2, 3], foldsWords: true, wordForms: 2 } as const;

test('the subwords of a word are its runs of characters, its edges among them', () => {
  expect([...subwordsOf('Oslo', forms)]).toEqual([
    '<o',
    'os',
    'sl',
    'lo',
    'o>',
    '<os',
    'osl',
    'slo',
    'lo>',
  ]);
});

test('each subword is listed once, and a character of two units is one', () => {
  const found = subwordsOf('\u{1f9f8}\u{1f9f8}\u{1f9f8}', forms);
  expect([...found].filter((subword) => !/[<>]/.test(subword))).toEqual([
    '\u{1f9f8}\u{1f9f8}',
    '\u{1f9f8}\u{1f9f8}\u{1f9f8}',
  ]);
});

test('without folding, case remains', () => {
  expect([...subwordsOf('Ab', { ...forms, lengths: [2], foldsWords: false })]).toEqual([
    '<A',
    'Ab',
    'b>',
  ]);
});

test('a word shorter than a subword has its edges only', () => {
  expect([...subwordsOf('a', { ...forms, lengths: [3, 4] })]).toEqual(['<a>']);
  expect([...subwordsOf('', { ...forms, lengths: [3] })]).toEqual([]);
});

test('known subwords have rows from the first one on, the others none', () => {
  const read = createSubwordReader(['lo', '<o'], 7, forms);
  expect(read('Oslo')).toEqual([8, 7]);
  expect(read('Rome')).toEqual([]);
});
