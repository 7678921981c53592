import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { splitSentences } from '../../src/text/sentences.js';
import { longRuns, randomText } from './random-text.js';

const split = (text: string): string[] =>
  splitSentences(text).map(({ start, end }) => text.slice(start, end));

test('sentences keep the white space after them', () => {
  expect(split('He came.  She left!\tWhy?')).toEqual(['He came.  ', 'She left!\t', 'Why?']);
});

test('quotes and brackets close the sentence they end', () => {
  expect(split('"Stop it." He left. (It was late.) On.')).toEqual([
    '"Stop it." ',
    'He left. ',
    '(It was late.) ',
    'On.',
  ]);
});

test.each([
  ['他来了。', '你好吗？', '好！', '走吧'],
  ['「你好。」', '他说。'],
  ['東京。', '大阪｡', '京都'],
  ['هل جئت؟ ', 'نعم. ', 'انتهى'],
  ['وہ آیا۔ ', 'وہ گیا۔'],
  ['वह आया। ', 'वह गया॥ ', 'हाँ'],
  ['မြန်မာ။ ', 'ဟုတ်ကဲ့'],
  ['ភាសា។ ', 'ខ្មែរ'],
  ['አማርኛ። ', 'ሰላም፧ ', 'ደህና'],
  ['հայերեն։ ', 'բարև'],
])('the marks of other scripts end sentences: %s', (...sentences) => {
  expect(split(sentences.join(''))).toEqual(sentences);
});

test('a line break ends a sentence whatever is before it', () => {
  expect(split('Dear Mr.\nSmith, come.')).toEqual(['Dear Mr.\n', 'Smith, come.']);
});

test.each([
  'Mr. Smith met Dr. Jones and Gen. Ray.',
  'The U.S. President met J. Smith and J.R.R. Tolkien.',
  'On Jan. 5 Acme Inc. Chairman Ray left at 5 p.m. Tuesday.',
  'It is No. 5, Fig. 2.',
  'Composers, e.g. Bach, i.e. Johann vs. Handel.',
  'John Ray Jr. Street, St. Louis, Fla. Keys.',
  '1. Smith won.',
  'MR. SMITH MET ST. LOUIS.',
])('no sentence ends inside: %s', (text) => {
  expect(split(text)).toEqual([text]);
});

test.each([
  ['He is in the U.S. ', 'The talks failed.'],
  ['He joined Acme Inc. ', 'It grew.'],
  ['It was 5 p.m. ', 'She left.'],
  ['He said No. ', 'She left.'],
  ['Take vitamin C. ', 'It helps.'],
  ['He ran, swam etc. ', '“But why?”'],
])('a sentence may end after an abbreviation: %s| %s', (first, second) => {
  expect(split(first + second)).toEqual([first, second]);
});

test('the numbers of a list open their sentences', () => {
  expect(split('1. Smith won. 2. Jones lost.')).toEqual(['1. Smith won. ', '2. Jones lost.']);
});

test('an empty text has no sentence and a blank one has one', () => {
  expect(splitSentences('')).toEqual([]);
  expect(splitSentences(' \n\n ')).toEqual([{ start: 0, end: 4 }]);
});

test('blank lines belong to the sentence beside them', () => {
  expect(split('\n\nOne.\n\nTwo.\n\n')).toEqual(['\n\nOne.\n', '\nTwo.\n\n']);
});

test('sentences cover every character exactly once, in order, and none is blank', () => {
  fc.assert(
    fc.property(
      fc.oneof(randomText(60), longRuns),
      fc.integer({ min: 2, max: 64 }),
      (text, windowLength) => {
        let position = 0;
        for (const { start, end } of splitSentences(text, windowLength)) {
          expect(start).toBe(position);
          expect(end).toBeGreaterThan(start);
          if (/\S/.test(text)) expect(text.slice(start, end)).toMatch(/\S/);
          position = end;
        }
        expect(position).toBe(text.length);
      },
    ),
    { numRuns: 300 },
  );
});

const words = [
  'He',
  'came',
  'the',
  'U.S.',
  'Mr.',
  'No.',
  '5',
  '1.',
  'etc.',
  'J.',
  'Inc.',
  'It',
  '"Go!"',
  '(x.)',
];
const marks = [' ', ' ', '. ', '? ', '.” ', '... ', '.\n', ', ', '\n'];
const prose = fc
  .array(fc.tuple(fc.constantFrom(...words), fc.constantFrom(...marks)), {
    minLength: 60,
    maxLength: 90,
  })
  .map((pairs) => pairs.flat().join(''));

test('sentences do not depend on the windows', () => {
  fc.assert(
    fc.property(prose, fc.integer({ min: 64, max: 200 }), (text, windowLength) => {
      expect(splitSentences(text, windowLength)).toEqual(splitSentences(text, text.length + 2));
    }),
  );
});

test('plain text is cut as the segmenter would cut it', () => {
  const plain = fc.string({ unit: fc.constantFrom(...'aB1 \t.!?,;:"()\'-'), maxLength: 12 });
  fc.assert(
    fc.property(plain, (text) => {
      // After a letter beyond ASCII, only the segmenter cuts.
      const asked = splitSentences(`\u00e9${text}`).map(({ end }) => end - 1);
      const ends = splitSentences(`e${text}`).map(({ end }) => end - 1);
      expect(ends).toEqual(asked);
    }),
    { numRuns: 1000 },
  );
});

test('a sentence longer than any window is one sentence', () => {
  const long = `${'word '.repeat(5_000)}end. `;
  expect(split(`${long}Then more.`)).toEqual([long, 'Then more.']);
});
