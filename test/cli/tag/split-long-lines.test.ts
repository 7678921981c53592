import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Line } from '../../../src/cli/formats/passage.js';
import {
  MAXIMUM_PASSAGE_TOKENS,
  splitBetweenSentences,
  splitBetweenTokens,
} from '../../../src/cli/tag/split-long-lines.js';
import { splitColumns } from '../../../src/corpora/columns.js';
import { BATCH_TOKENS } from '../../../src/model/tagging/tag-sentences.js';

const line = (text: string): Line => ({ text, end: '\n', lineNumber: 1 });

test('short lines are passages as they are', () => {
  const lines: Line[] = [
    line('a b'),
    { text: '', end: '\r\n', lineNumber: 1 },
    { text: ' ', end: '', lineNumber: 1 },
  ];
  expect([...splitBetweenSentences(lines)]).toEqual(lines);
  expect([...splitBetweenTokens(lines)]).toEqual(lines);
});

test('a long text is split between sentences, and only its last passage has an end', () => {
  const text = 'This was Teddy here. '.repeat(10000);
  const passages = [...splitBetweenSentences([line(text)])];
  expect(passages.length).toBeGreaterThan(2);
  expect(passages.map((passage) => passage.text).join('')).toBe(text);
  for (const passage of passages.slice(0, -1)) {
    expect(passage.end).toBeUndefined();
    expect(passage.text.endsWith('here. ')).toBe(true);
  }
  expect(passages.at(-1)?.end).toBe('\n');
});

test('a web address is not split at its question mark, but words without spaces are', () => {
  const lengthsOf = (text: string) =>
    [...splitBetweenSentences([line(text)])].map((passage) => passage.text.length);
  const sentence = 'This was Teddy here. ';
  for (let shift = 0; shift < sentence.length; shift++) {
    const text = `${'x'.repeat(shift)} ${sentence.repeat(1559)}http://b.org/?Teddy=1 or not. ${sentence}`;
    const [first] = splitBetweenSentences([line(text)]);
    expect(first.text.endsWith('?')).toBe(false);
  }
  const most = Math.max(...lengthsOf('Is?No!'.repeat(50_000)));
  expect(most).toBeLessThan(70_000);
});

const blankOrWord = fc.constantFrom(' ', '\t', '  ', 'a', 'bc', '🧸');

test('a long line of tokens is split between tokens', () => {
  const texts = fc.array(blankOrWord, { maxLength: 40 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(texts, fc.integer({ min: 1, max: 5 }), (text, maxTokens) => {
      const passages = [...splitBetweenTokens([{ text, end: '\r\n', lineNumber: 1 }], maxTokens)];
      expect(passages.map((passage) => passage.text).join('')).toBe(text);
      expect(passages.flatMap((passage) => splitColumns(passage.text))).toEqual(splitColumns(text));
      const last = passages.pop()!;
      expect(last.end).toBe('\r\n');
      expect(splitColumns(last.text).length).toBeLessThanOrEqual(maxTokens);
      for (const passage of passages) {
        const { length } = splitColumns(passage.text);
        expect(length).toBeGreaterThan(0);
        expect(length).toBeLessThanOrEqual(maxTokens);
        expect(passage.end).toBeUndefined();
      }
    }),
  );
});

test('a passage is full batches of the tagger', () => {
  expect(MAXIMUM_PASSAGE_TOKENS % BATCH_TOKENS).toBe(0);
});
