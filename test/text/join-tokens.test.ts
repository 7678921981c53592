import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { joinTokens, placeTokens } from '../../src/text/join-tokens.js';

test.each([
  ['He came , she left !', 'He came, she left!'],
  ["I do n't know Ann 's ( old ) dog .", "I don't know Ann's (old) dog."],
  ['He said : " Stop it . " and left .', 'He said: "Stop it." and left.'],
  ["`` Stop , '' she said", "``Stop,'' she said"],
  ['It cost $ 5 , i.e. 3 % .', 'It cost $5, i.e. 3%.'],
  ['„ Halt “ , « halte » ¿ qué ?', '„Halt “, «halte» ¿qué?'],
  ['我 在 NASA 工作 。', '我在NASA工作。'],
  ['我 在 N A S A 2 5 年', '我在NASA25年'],
  ['「 東京 」 、 ﾄｳｷｮｳ', '「東京」、ﾄｳｷｮｳ'],
  ['สวัสดี ครับ Bangkok', 'สวัสดีครับBangkok'],
  ['서울 은 도시 이다 .', '서울 은 도시 이다.'],
  ['هل جئت ؟', 'هل جئت؟'],
])('%s is joined to %s', (tokens, text) => {
  expect(joinTokens(tokens.split(' ')).text).toBe(text);
});

const words = fc.array(
  fc.constantFrom('a', 'Bär', '東', '。', '"', "'", '(', ')', '.', "n't", '$'),
);

test('the joined tokens have the places of their texts', () => {
  fc.assert(
    fc.property(words, (words) => {
      const { text, tokens } = joinTokens(words);
      expect(tokens.map((token) => token.text)).toEqual(words);
      for (const { text: word, start, end } of tokens) expect(text.slice(start, end)).toBe(word);
      expect(placeTokens(words, text)).toEqual({ text, tokens });
    }),
  );
});

test.each([
  [['a', 'b'], 'a x b'],
  [['a', 'b'], 'a b x'],
  [['b', 'a'], 'a b'],
])('the tokens %j are not those of %s', (words, text) => {
  expect(placeTokens(words, text)).toBeUndefined();
});

test('tokens are placed in a text with any white space', () => {
  expect(placeTokens(['a', 'b', 'c'], ' a\u3000\tbc ')?.tokens).toEqual([
    { text: 'a', start: 1, end: 2 },
    { text: 'b', start: 4, end: 5 },
    { text: 'c', start: 5, end: 6 },
  ]);
});
