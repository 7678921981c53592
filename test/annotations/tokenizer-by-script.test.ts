import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { splitWordsOf, tokenizerByScript } from '../../src/annotations/tokenizer-by-script.js';
import { createSentenceTokenizer } from '../../src/model/tag-text.js';
import { FIRST_CONVENTIONS } from '../../src/text/text-conventions.js';
import { anyCharacter } from '../any-character.js';

test.each([
  ['words', []],
  ['words', ['Anna lives in 北京.', '서울은 도시이다.']],
  ['ideographs', ['安娜在 Google 工作。']],
  ['ideographs', ['Rome', '安娜在北京。', '123 !?']],
  ['ideographs', ['กรุงเทพเป็นเมืองหลวง']],
  ['words', ['Привет, мир!', 'あ']],
])('%s cut %j', (tokenizer, texts) => {
  expect(tokenizerByScript(texts)).toBe(tokenizer);
});

const words = createSentenceTokenizer();
const ideographs = createSentenceTokenizer({
  conventions: { ...FIRST_CONVENTIONS, tokenizer: 'ideographs' },
});

test('split words are the tokens of the named tokenizer', () => {
  const split = splitWordsOf(words, 'ideographs');
  const mixed = fc.oneof(anyCharacter, fc.constantFrom('北', '京', 'ก', 'a', ' ', '。'));
  fc.assert(
    fc.property(fc.string({ unit: mixed }), (text) => {
      expect(split(text)).toEqual(ideographs(text));
    }),
  );
  expect(splitWordsOf(words, 'words')).toBe(words);
});
