import { expect, test } from '@jest/globals';
import { createLexicon, UNKNOWN_WORD } from '../../../src/model/vocabulary/lexicon.js';

const learned = ['', 'Paris', 'the', '1999'];
const ids = (lexicon: { idOf(word: string): number }, words: readonly string[]) =>
  words.map((word) => lexicon.idOf(word));

test('a learned word has its own row, exactly as it is written', () => {
  const lexicon = createLexicon(learned, [], { foldsWords: false, digitsAreZeros: false });
  expect(ids(lexicon, ['Paris', 'the', '1999'])).toEqual([1, 2, 3]);
});

test('without a vector file every other word is the unknown one', () => {
  const lexicon = createLexicon(learned, [], { foldsWords: false, digitsAreZeros: true });
  expect(ids(lexicon, ['paris', 'The', '1998', 'bear', ''])).toEqual(
    new Array(5).fill(UNKNOWN_WORD),
  );
});

test('a word that was not learned has its row of the vector file, after the learned ones', () => {
  const lexicon = createLexicon(learned, ['bear', 'Bear'], {
    foldsWords: false,
    digitsAreZeros: false,
  });
  expect(ids(lexicon, ['bear', 'Bear', 'wolf'])).toEqual([4, 5, UNKNOWN_WORD]);
});

test('a learned word is not looked for in the vector file', () => {
  const lexicon = createLexicon(learned, ['Paris', 'the'], {
    foldsWords: false,
    digitsAreZeros: false,
  });
  expect(ids(lexicon, ['Paris', 'the'])).toEqual([1, 2]);
});

test('the vector file is asked for the word as written, then in lower case', () => {
  const lexicon = createLexicon([''], ['may', 'May', 'june'], {
    foldsWords: false,
    digitsAreZeros: false,
  });
  expect(ids(lexicon, ['May', 'may', 'MAY', 'June'])).toEqual([2, 1, 1, 3]);
});

test('a word is not found by the lower case of a learned one', () => {
  const lexicon = createLexicon(['', 'may'], [], { foldsWords: false, digitsAreZeros: false });
  expect(lexicon.idOf('May')).toBe(UNKNOWN_WORD);
});

test('digits are looked up as 0 only if the vector file has them so', () => {
  const vectorWords = ['0000', '00th', '7th'];
  expect(
    ids(createLexicon([''], vectorWords, { foldsWords: false, digitsAreZeros: true }), [
      '1984',
      '7th',
      '8th',
      '12TH',
    ]),
  ).toEqual([...[1, 3, UNKNOWN_WORD, 2]]);
  expect(
    ids(createLexicon([''], vectorWords, { foldsWords: false, digitsAreZeros: false }), [
      '1984',
      '7th',
      '12th',
    ]),
  ).toEqual([...[UNKNOWN_WORD, 3, UNKNOWN_WORD]]);
});

test('names that every object inherits are words like others', () => {
  const lexicon = createLexicon(['', '__proto__'], ['constructor'], {
    foldsWords: false,
    digitsAreZeros: false,
  });
  expect(ids(lexicon, ['__proto__', 'constructor', 'toString'])).toEqual([1, 2, UNKNOWN_WORD]);
});

test('folded words are found in any case, before the vector file, which keeps its own', () => {
  const forms = { foldsWords: true, digitsAreZeros: false };
  const lexicon = createLexicon(['', 'may', "don't"], ['May', 'june', 'June'], forms);
  expect(ids(lexicon, ['may', 'May', 'MAY', 'Don\u2019t', 'JUNE', 'June', 'July'])).toEqual([
    ...[1, 1, 1, 2, 4, 5, UNKNOWN_WORD],
  ]);
});

test('the folded form of a word goes before its digits as 0', () => {
  const forms = { foldsWords: true, digitsAreZeros: true };
  const lexicon = createLexicon([''], ['\u201900', "'98", "'00"], forms);
  expect(ids(lexicon, ['\u201900', '\u201998', '\u201997'])).toEqual([1, 2, 3]);
});

test('a character in its word has the vector of the word, unless it has its own', () => {
  const lexicon = createLexicon(['', '\t大小'], ['大\t小', '大小'], {
    foldsWords: false,
    digitsAreZeros: false,
  });
  expect(['\t大小', '大\t小', '大小', '小'].map(lexicon.idOf)).toEqual([1, 2, 3, 0]);
  const other = createLexicon([''], ['大小'], { foldsWords: true, digitsAreZeros: false });
  expect(other.idOf('大\t小')).toBe(1);
});
