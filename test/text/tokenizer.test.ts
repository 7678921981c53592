import { createRequire } from 'node:module';
import { expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { ASCII_CLASSES, UNICODE_CLASSES } from '../../src/text/character-classes.js';
import { createPieceTokenizer, createTokenizer } from '../../src/text/tokenizer.js';
import { longRuns, randomText } from './random-text.js';

const tokenize = createTokenizer();

const cut = (text: string): string =>
  tokenize(text)
    .map((token) => token.text)
    .join(' ');

test('tokens carry the offsets of their text', () => {
  expect(tokenize(' He ran.')).toEqual([
    { text: 'He', start: 1, end: 3 },
    { text: 'ran', start: 4, end: 7 },
    { text: '.', start: 7, end: 8 },
  ]);
});

test('white space has no tokens', () => {
  expect(tokenize('')).toEqual([]);
  expect(tokenize(' \t\u00a0\n')).toEqual([]);
});

test.each([
  ["Müller's", "Müller 's"],
  ["O'Neill's", "O'Neill 's"],
  ["LET'S", "LET 'S"],
  ['20 Americans', '20 Americans'],
  ['at 20Americans', 'at 20Americans'],
  ['Note:Sam', 'Note : Sam'],
  ['Škoda Łódź Dvořák', 'Škoda Łódź Dvořák'],
  ['#Łódź @Dvořák', '#Łódź @Dvořák'],
  ['12:30 p.m.', '12:30 p.m.'],
  ['U.S. Mr. AT&T Jean-Claude A320', 'U.S. Mr. AT&T Jean-Claude A320'],
])('what wink alone cuts wrongly comes out whole: %s', (text, expected) => {
  expect(cut(text)).toBe(expected);
});

test.each([
  [
    "I can't, won't; it's they'll we've I'm she'd you're",
    "I ca n't , wo n't ; it 's they 'll we 've I 'm she 'd you 're",
  ],
  ['Don’t say it’s DON’T', 'Do n’t say it ’s DO N’T'],
  ["players' N'Djamena d'affaires rock'n'roll", "players ' N'Djamena d'affaires rock'n'roll"],
  ["shouldn't've y'all'd", "should n't 've y'all 'd"],
  ["'em '90s 'quoted' ''double''", "'em '90s ' quoted ' '' double ''"],
])('contractions are split as in the Penn Treebank: %s', (text, expected) => {
  expect(cut(text)).toBe(expected);
});

test.each([
  ['J.K. Rowling, J. Smith, J.-P. Roy', 'J.K. Rowling , J. Smith , J.-P. Roy'],
  ['Acme Inc., e.g. in St. Louis', 'Acme Inc. , e.g. in St. Louis'],
  ["U.S.-led aid-U.N. U.S.'s", "U.S.-led aid-U.N. U.S. 's"],
  ['See No. 5. No. 6', 'See No. 5 . No. 6'],
  ['No. He said no.', 'No . He said no .'],
  ['plan B.', 'plan B .'],
  ['1. Smith won 2.', '1. Smith won 2 .'],
  ['1996 . It was 25.', '1996 . It was 25 .'],
  ['12.', '12 .'],
])('a period stays with what it abbreviates and leaves what it ends: %s', (text, expected) => {
  expect(cut(text)).toBe(expected);
});

test.each([
  ['1,000.50 1/2 48-1/4 6-4 12:30 .496 +44', '1,000.50 1/2 48-1/4 6-4 12:30 .496 +44'],
  ['$5 US$3.2bn €20 10% (7-6)', '$ 5 US$ 3.2bn € 20 10 % ( 7-6 )'],
  ['pre- and two-, three-year', 'pre- and two- , three-year'],
  ['Wait--what... ?! and/or', 'Wait -- what ... ? ! and / or'],
  ['«Bonjour» —“hi”— 5–4', '« Bonjour » — “ hi ” — 5 – 4'],
  ['東京です。 Привет, नमस्ते।', '東京です 。 Привет , नमस्ते ।'],
])('numbers and marks follow the corpora: %s', (text, expected) => {
  expect(cut(text)).toBe(expected);
});

test.each([
  ['(http://x.com/a_b?c=d&e=f).', '( http://x.com/a_b?c=d&e=f ) .'],
  ['www.bbc.co.uk, Amazon.com', 'www.bbc.co.uk , Amazon.com'],
  ['john.doe@x.co.uk! C# #1 a@b', 'john.doe@x.co.uk ! C # # 1 a @ b'],
  [':-) <3 (note:) &amp;', ':-) <3 ( note : ) &amp;'],
  ['I❤️NY👨‍👩‍👧👍🏽!', 'I ❤️ NY 👨‍👩‍👧 👍🏽 !'],
])('addresses, mentions, emoticons and emoji stay whole: %s', (text, expected) => {
  expect(cut(text)).toBe(expected);
});

/** How the tokens of `text` break their promise, if they do. */
function faultIn(text: string): string | undefined {
  let position = 0;
  for (const { text: token, start, end } of tokenize(text)) {
    if (/\S/.test(text.slice(position, start))) return `dropped before ${start}`;
    if (start < position || end <= start) return `out of order at ${start}`;
    if (text.slice(start, end) !== token) return `wrong text at ${start}`;
    if (/\s/.test(token)) return `white space in ${start}-${end}`;
    if (/^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(end - 1, end + 1)))
      return `half at ${end}`;
    position = end;
  }
  return /\S/.test(text.slice(position)) ? `dropped after ${position}` : undefined;
}

test('tokens cover every character but white space exactly once, in order, and part no surrogate pair', () => {
  fc.assert(
    fc.property(randomText(60), (text) => expect(faultIn(text)).toBeUndefined()),
    { numRuns: 1000 },
  );
  fc.assert(fc.property(longRuns, (text) => expect(faultIn(text)).toBeUndefined()));
});

test('what was tokenized before does not change the tokens', () => {
  fc.assert(
    fc.property(randomText(20), (text) => {
      expect(tokenize(text)).toEqual(createTokenizer()(text));
    }),
    { numRuns: 50 },
  );
});

test('no piece over 256 characters reaches wink', async () => {
  const createWink = createRequire(import.meta.url)('wink-tokenizer');
  const lengths: number[] = [];
  jest.resetModules();
  jest.unstable_mockModule('wink-tokenizer', () => ({
    default: () => {
      const wink = createWink();
      const tokenizePiece = wink.tokenize;
      wink.tokenize = (piece: string) => {
        lengths.push(piece.length);
        return tokenizePiece(piece);
      };
      return wink;
    },
  }));
  const watched = (await import('../../src/text/tokenizer.js')).createTokenizer();
  fc.assert(fc.property(longRuns, (text) => void watched(text)));
  watched('a'.repeat(50_000));
  expect(lengths.length).toBeGreaterThan(50_000 / 256);
  expect(Math.max(...lengths)).toBe(256);
});

test('the patterns for ASCII cut pieces of ASCII as those of Unicode do', () => {
  const [ofAscii, ofAll] = [ASCII_CLASSES, UNICODE_CLASSES].map(createPieceTokenizer);
  const piece = randomText(12)
    .map((text) => text.replace(/[^!-~]/g, ''))
    .filter((text) => text !== '');
  fc.assert(
    fc.property(piece, (text) => {
      expect(ofAscii(text)).toEqual(ofAll(text));
    }),
    { numRuns: 1000 },
  );
});

test('no pattern cuts a word of letters and digits of ASCII', () => {
  const ofAll = createPieceTokenizer(UNICODE_CLASSES);
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z0-9]{1,12}$/), (word) => {
      expect(ofAll(word)).toEqual([{ text: word, start: 0, end: word.length }]);
      expect(tokenize(`a ${word} a`)[1]).toEqual({ text: word, start: 2, end: word.length + 2 });
    }),
  );
});
