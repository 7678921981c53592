import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { textsOf, tryTokenizer } from '../../src/text/tokenizer-trial.js';
import { createNamedTokenizer, tokenizerNames } from '../../src/text/tokenizers.js';
import { randomText } from './random-text.js';

const words = createNamedTokenizer('words');
const sentence = (tokens: string, text?: string) => ({ tokens: tokens.split(' '), text });

test('the agreement is the share of all boundaries that both have', () => {
  // The corpus has boundaries at 0, 5, 6, 9; the tokenizer at 0, 4, 5, 6, 9.
  const texts = textsOf([sentence('said. now', 'said. now')]);
  expect(tryTokenizer(texts, words).agreement).toBe(4 / 5);
});

test('the differences are counted, the most frequent first', () => {
  const texts = textsOf([
    sentence("don't go", "don't go"),
    sentence('U. S. Ann', 'U.S. Ann'),
    sentence("I don't", "I don't"),
  ]);
  expect(tryTokenizer(texts, words).differences).toEqual([
    { corpus: ["don't"], tokenizer: ['do', "n't"], count: 2 },
    { corpus: ['U.', 'S.'], tokenizer: ['U.S.'], count: 1 },
  ]);
});

test('without a text that fits, the tokens are joined by their script', () => {
  const texts = textsOf([sentence('我 走 。'), sentence('He left .', 'She left.')]);
  expect(texts.map(({ text }) => text)).toEqual(['我走。', 'He left.']);
});

test.each(tokenizerNames)('%s agrees with itself', (name) => {
  const tokenize = createNamedTokenizer(name);
  fc.assert(
    fc.property(randomText(10), (text) => {
      const tokens = tokenize(text);
      const trial = tryTokenizer([{ text, tokens }], createNamedTokenizer(name));
      expect(trial).toEqual({ agreement: 1, differences: [] });
    }),
  );
});
