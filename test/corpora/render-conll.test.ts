import { expect, test } from '@jest/globals';
import { parseConll } from '../../src/corpora/conll.js';
import { renderConllRows } from '../../src/corpora/render-conll.js';

const rows = 'Ada B-PER\nLovelace I-PER\nLondon B-LOC\n. O\n';

test('a sentence is written as tokens with their IOB2 tags', () => {
  const spans = [
    { label: 'PER', start: 0, end: 2 },
    { label: 'LOC', start: 2, end: 3 },
  ];
  const tokens = ['Ada', 'Lovelace', 'London', '.'];
  expect(renderConllRows({ tokens, spans, line: 1 })).toBe(rows);
});

test('rows that were written are read back as they were', () => {
  const { sentences } = parseConll(Buffer.from(`${rows}\n${rows}`), 'rows');
  expect(sentences.map(renderConllRows)).toEqual([rows, rows]);
});
