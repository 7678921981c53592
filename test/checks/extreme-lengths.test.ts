import { expect, test } from '@jest/globals';
import { createLongSentenceCheck, createLongTokenCheck } from '../../src/checks/extreme-lengths.js';
import { findingsOf, parsed } from './parsed.js';

test('sentences of more than 200 tokens are found, the longest first', () => {
  const text = `${'a O\n'.repeat(200)}\n${'b O\n'.repeat(201)}\n${'c O\n'.repeat(300)}`;
  expect(findingsOf(createLongSentenceCheck(), [parsed(text)])).toMatchObject([
    { place: { line: 404 }, message: '300 tokens' },
    { kind: 'long-sentence', place: { line: 202 }, message: '201 tokens' },
  ]);
});

test('tokens of more than 100 characters are found unless they are URLs', () => {
  const text = `${'a'.repeat(100)} O\n${'b'.repeat(101)} O\nhttps://${'c'.repeat(200)} O\n${'d'.repeat(300)} O\n`;
  expect(findingsOf(createLongTokenCheck(), [parsed(text)])).toMatchObject([
    { place: { line: 4 }, message: '300 characters' },
    { kind: 'long-token', place: { line: 2 }, message: '101 characters' },
  ]);
});
