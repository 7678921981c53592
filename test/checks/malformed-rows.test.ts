import { expect, test } from '@jest/globals';
import { unreadableCorpus } from '../../src/checks/corpus/parse-corpus.js';
import { findMalformedRows, findUnreadableCorpus } from '../../src/checks/malformed-rows.js';
import { parsed } from './parsed.js';

test('each malformed row is found, and the others are read', () => {
  const corpus = parsed('a O\nb\nc OO\n\nd O\n');
  expect(findMalformedRows(corpus)).toEqual([
    {
      kind: 'malformed-row',
      place: { path: 'f.conll', line: 2 },
      message: 'expected 2 columns, found 1: "b"',
    },
    {
      kind: 'malformed-row',
      place: { path: 'f.conll', line: 3 },
      message: 'expected a tag such as O or B-PER in column 2, found "OO": "c OO"',
    },
  ]);
  expect(findUnreadableCorpus(corpus)).toEqual([]);
});

test.each([
  ['', { path: 'f.conll' }, 'expected sentences in columns, found an empty file'],
  ['\n\n', { path: 'f.conll' }, 'expected sentences in columns, found a file without tokens'],
  [
    'Teddy slept\nlong\n',
    { path: 'f.conll', line: 1 },
    'expected a tag such as O or B-PER in column 2, found "slept" (is it plain text?): "Teddy slept"',
  ],
  [
    '\na B-PER x B-LOC .\n',
    { path: 'f.conll', line: 2 },
    'expected one column of tags, found several: 2 ("B-PER"), 4 ("B-LOC"); choose one with --tag-column 2 or 4',
  ],
])('%j is one finding', (text, place, message) => {
  const corpus = parsed(text);
  expect(findMalformedRows(corpus)).toEqual([]);
  expect(findUnreadableCorpus(corpus)).toEqual([{ kind: 'unreadable-file', place, message }]);
});

test('a file that cannot be read is found with the reason', () => {
  expect(findUnreadableCorpus(unreadableCorpus('f', 'no such file'))).toEqual([
    { kind: 'unreadable-file', place: { path: 'f' }, message: 'no such file' },
  ]);
});

test('very many malformed rows are counted', () => {
  const rows = findMalformedRows(parsed(`a O\n${'b\n'.repeat(10_007)}`));
  expect(rows).toHaveLength(10_001);
  expect(rows.at(-1)).toEqual({
    kind: 'malformed-row',
    place: { path: 'f.conll', line: 10_002 },
    message: 'the first of 7 malformed rows that are only counted',
    count: 7,
  });
});
