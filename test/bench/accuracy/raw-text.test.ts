import { expect, test } from '@jest/globals';
import { rawSentences, scoreRawText } from '../../../bench/accuracy/raw-text.js';

const raw = rawSentences([
  {
    tokens: ['Ann', 'saw', 'New', 'York', '.'],
    spans: [
      { label: 'PER', start: 0, end: 1 },
      { label: 'LOC', start: 2, end: 4 },
    ],
    line: 1,
    text: 'Ann  saw New York.',
  },
  { tokens: ['我', '走', '。'], spans: [], line: 7 },
]);

const line = (text: string, ...entities: object[]) => `${JSON.stringify({ text, entities })}\n`;

test('sentences have their source texts, or tokens that are joined', () => {
  expect(raw.map(({ text }) => text)).toEqual(['Ann  saw New York.', '我走。']);
});

test('entities are compared by type and characters, white space aside', () => {
  const tagged =
    line(
      'Ann  saw New York.',
      { label: 'PER', start: 0, end: 3 },
      { label: 'LOC', start: 9, end: 12 },
    ) + line('我走。', { label: 'LOC', start: 0, end: 1 });
  // One of two is found, one of three predicted ones is right.
  expect(scoreRawText(raw, tagged)).toBeCloseTo(40, 10);
  const right = line(
    'Ann saw  New York.',
    { label: 'PER', start: 0, end: 3 },
    { label: 'LOC', start: 9, end: 17 },
  );
  expect(scoreRawText(raw, right + line('我走。'))).toBe(100);
});

test('lines that are missing are an error', () => {
  expect(() => scoreRawText(raw, line('Ann'))).toThrow('2 sentences, but 1 tagged lines');
});
