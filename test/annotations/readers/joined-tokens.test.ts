// The texts that readers make of tokens: columns, Hugging Face records, and spaCy 2 without spaces.
import { expect, test } from '@jest/globals';
import { annotationFile, chooseReader } from '../../../src/annotations/corpus/open-annotations.js';

function textsOf(inputFormat: string, content: string): string[] {
  const bytes = Buffer.from(content);
  const files = [{ path: 'in', sha256: '', chunks: () => [bytes] }];
  const source = { path: 'in', sha256: '', isFolder: false, files };
  const options = { inputFormat };
  const { documents } = annotationFile(source, chooseReader(source, options), options);
  return Array.from(documents, ({ text, entities, sentences = [] }) => {
    for (const { text: entity, start, end } of entities) {
      expect(text.slice(start, end)).toBe(entity);
    }
    for (const token of sentences.flat()) {
      expect(text.slice(token.start, token.end)).toBe(token.text);
    }
    return text;
  });
}

const columns = (words: readonly string[]) =>
  words.map((word, index) => `${word} ${index === 0 ? 'B-LOC' : 'O'}\n`).join('');

const huggingFace = (tokens: readonly string[]) =>
  JSON.stringify({ tokens, ner_tags: tokens.map((_, index) => (index === 0 ? 'B-LOC' : 'O')) });

const spacy = (words: readonly string[]) =>
  JSON.stringify([
    { paragraphs: [{ sentences: [{ tokens: words.map((orth) => ({ orth, ner: 'O' })) }] }] },
  ]);

test.each([
  ['北 京 下 雨 了 。', '北京下雨了。'],
  ['北京 的 NASA 成立 于 1 9 5 8 年', '北京的NASA成立于1958年'],
  ['กรุงเทพ เป็น เมือง', 'กรุงเทพเป็นเมือง'],
  ['Rome ( Italy ) is n’t far , is it ?', 'Rome (Italy) isn’t far, is it?'],
])('the tokens %s make the text %s in every format', (tokens, text) => {
  const words = tokens.split(' ');
  expect(textsOf('conll', columns(words))).toEqual([text]);
  expect(textsOf('hugging-face', huggingFace(words))).toEqual([text]);
  expect(textsOf('spacy', spacy(words))).toEqual([text]);
});

test('the spaces of spaCy are kept, be they in the text or behind the tokens', () => {
  const tokens = [{ orth: '北', space: ' ' }, { orth: '京', space: '' }, { orth: '。' }];
  const paragraphs = [{ sentences: [{ tokens }] }, { raw: '北 京  。', sentences: [{ tokens }] }];
  expect(textsOf('spacy', JSON.stringify([{ paragraphs }]))).toEqual(['北 京。', '北 京  。']);
});

test('the text of a column file is kept', () => {
  const text = '# text = 北 京。\n';
  expect(textsOf('conll', text + columns(['北', '京', '。']))).toEqual(['北 京。']);
});
