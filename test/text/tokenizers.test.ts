import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createTokenizer } from '../../src/text/tokenizer.js';
import {
  createNamedTokenizer,
  type TokenizerName,
  tokenizerNames,
  tokenSplitter,
} from '../../src/text/tokenizers.js';
import { longRuns, randomText } from './random-text.js';

const cut = (name: TokenizerName, text: string): string =>
  createNamedTokenizer(name)(text)
    .map((token) => token.text)
    .join(' ');

test.each<[TokenizerName, string, string]>([
  ['words', "Müller's dog, 3.5%", "Müller 's dog , 3.5 %"],
  ['whitespace', "Müller's dog, 3.5%", "Müller's dog, 3.5%"],
  ['unicode', "Müller's dog, 3.5%", "Müller's dog , 3.5 %"],
  ['ideographs', "Müller's dog, 3.5%", "Müller 's dog , 3.5 %"],
  ['characters', "I'm 25%", "I ' m 2 5 %"],
  ['words', '我在NASA工作。', '我在NASA工作 。'],
  ['ideographs', '我在NASA工作25年。', '我 在 NASA 工 作 25 年 。'],
  ['characters', '我在NASA。', '我 在 N A S A 。'],
  ['ideographs', 'か\u3099ん 10ｶﾞﾂ', 'か\u3099 ん 10 ｶ ﾞ ﾂ'],
  ['characters', 'e\u0301te\u0301 👩\u200d👧', 'e\u0301 t e\u0301 👩\u200d 👧'],
  ['unicode', 'สวัสดีครับ', 'สวัสดี ครับ'],
])('%s cuts %s', (name, text, tokens) => {
  expect(cut(name, text)).toBe(tokens);
});

test.each(tokenizerNames)(
  'the tokens of %s cover everything but white space once, in order',
  (name) => {
    const tokenize = createNamedTokenizer(name);
    fc.assert(
      fc.property(fc.oneof(randomText(12), longRuns), (text) => {
        let place = 0;
        for (const { text: token, start, end } of tokenize(text)) {
          expect(text.slice(place, start).trim()).toBe('');
          expect(text.slice(start, end)).toBe(token);
          expect(end).toBeGreaterThan(start);
          place = end;
        }
        expect(text.slice(place).trim()).toBe('');
      }),
      { numRuns: 50 },
    );
  },
);

test('words is the tokenizer of the oldest models', () => {
  const [tokenize, first] = [createNamedTokenizer('words'), createTokenizer()];
  fc.assert(fc.property(randomText(8), (text) => expect(tokenize(text)).toEqual(first(text))));
});

test.each(['ideographs', 'characters'] as const)(
  'the parts of a token split for %s are the token',
  (name) => {
    const split = tokenSplitter(name)!;
    fc.assert(
      fc.property(randomText(6), (token) => {
        expect(split(token).join('')).toBe(token);
        for (const part of split(token)) expect(split(part)).toEqual([part]);
      }),
    );
  },
);

test.each(['words', 'whitespace', 'unicode'] as const)('tokens are read whole for %s', (name) => {
  expect(tokenSplitter(name)).toBeUndefined();
});
