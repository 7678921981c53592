import { expect, test } from '@jest/globals';
import { createOddCharacterCheck } from '../../src/checks/odd-characters.js';
import { findingsOf, parsed, plainRows } from './parsed.js';

const find = (...tokens: string[]) =>
  findingsOf(createOddCharacterCheck(), [parsed(plainRows(...tokens))]);
const summary = (...tokens: string[]) =>
  find(...tokens).map(({ kind, message, isRepairable }) => ({ kind, message, isRepairable }));

test('a word with an odd character is one finding with all its places', () => {
  expect(find('a', 'b\u200bc', 'b\u200bc')).toEqual([
    {
      kind: 'invisible-character',
      place: { path: 'f.conll', line: 2 },
      message: 'U+200B, 2 times',
      excerpt: 'a [b<U+200B>c] b<U+200B>c',
      others: [{ path: 'f.conll', line: 3 }],
      isRepairable: true,
    },
  ]);
});

test.each([
  ['zero-width space', 'a\u200bb', 'invisible-character', 'U+200B'],
  ['byte order mark', 'a\ufeff', 'invisible-character', 'U+FEFF'],
  ['soft hyphen', 'a\u00adb', 'invisible-character', 'U+00AD'],
  ['mark of direction', '\u200ea', 'invisible-character', 'U+200E'],
  ['joiner between Latin letters', 'a\u200db', 'invisible-character', 'U+200D'],
  ['no-break space', '20\u00a0000', 'unusual-space', 'U+00A0'],
  ['ideographic space', 'a\u3000b', 'unusual-space', 'U+3000'],
  ['line separator', 'a\u2028b', 'unusual-space', 'U+2028'],
  ['control character', 'a\u0007', 'control-character', 'U+0007'],
  ['control character of Windows-1252', 'a\u0092s', 'control-character', 'U+0092'],
  ['private-use character', '\ue411', 'control-character', 'U+E411'],
  ['replacement character', 'M\ufffdller', 'replacement-character', 'U+FFFD'],
  ['Cyrillic letter', 'P\u0430ris', 'mixed-script', 'Cyrillic а (U+0430) among Latin letters'],
  ['Latin letter', 'Мoсква', 'mixed-script', 'Latin o (U+006F) among Cyrillic letters'],
  ['Greek letter', '\u0391thens', 'mixed-script', 'Greek Α (U+0391) among Latin letters'],
])('a %s is found', (_, token, kind, message) => {
  expect(find(token)).toMatchObject([{ kind, message }]);
});

test.each([
  ['accents', 'Müller'],
  ['a decomposed accent', 'Mu\u0308ller'],
  ['another script', 'Москва'],
  ['scripts that go together', '樫井の戦い'],
  ['Latin in Chinese', '卡拉OK'],
  ['a Greek letter of science', 'TNFα'],
  ['two scripts beside a hyphen', 'PR-менеджер'],
  ['an emoji with joiners', '👩🏽‍🚀👨‍👩‍👧🏳️‍🌈'],
  ['the non-joiner of Persian', 'می‌شود'],
  ['the joiner of Sinhala', 'ශ්‍රී'],
])('a word with %s is no finding', (_, token) => {
  expect(find(token)).toEqual([]);
});

test('a word may have several kinds', () => {
  expect(summary('\ufffd\u200b\u00a0')).toEqual([
    { kind: 'replacement-character', message: 'U+FFFD', isRepairable: undefined },
    { kind: 'invisible-character', message: 'U+200B', isRepairable: true },
    { kind: 'unusual-space', message: 'U+00A0', isRepairable: undefined },
  ]);
});

test.each(['\u200e', '\u200b-DOCSTART-'])('the token %j cannot be repaired', (token) => {
  expect(summary('a', token)).toMatchObject([{ kind: 'invisible-character', isRepairable: false }]);
});

test('an invisible character in a type is found', () => {
  expect(
    findingsOf(createOddCharacterCheck(), [parsed('a B-PER\u200b\nb B-\u200b\n')]),
  ).toMatchObject([
    { message: 'U+200B in B-PER<U+200B>', isRepairable: true, place: { line: 1 } },
    { message: 'U+200B in B-<U+200B>', isRepairable: false, place: { line: 2 } },
  ]);
});
