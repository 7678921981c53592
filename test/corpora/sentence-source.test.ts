import { expect, test } from '@jest/globals';
import { parseConll } from '../../src/corpora/conll.js';
import { hasInOrder } from '../../src/corpora/sentence-source.js';

const sentencesOf = (text: string) => parseConll(Buffer.from(text), 'f.conll').sentences;

test('a DOCSTART line or a newdoc comment starts a document', () => {
  const text =
    '-DOCSTART- -X- O\n\na O\n\nb O\n\n# newdoc id = 1\n# sent_id = 2\nc O\n\n# newdoc\nd O\n-DOCSTART-\ne O\n';
  expect(sentencesOf(text).map(({ startsDocument }) => startsDocument)).toEqual([
    true,
    undefined,
    true,
    true,
    true,
  ]);
});

test('a text comment gives the source text of the next sentence', () => {
  const [first, second] = sentencesOf('# text = In Paris.\nIn O\nParis B-LOC\n. O\n\nOh O\n');
  expect(first.text).toBe('In Paris.');
  expect(second).not.toHaveProperty('text');
});

test.each(['In London.', 'Paris. In', ''])(
  'a source text without the tokens in their order, %j, is ignored',
  (text) => {
    const [sentence] = sentencesOf(`# text = ${text}\nIn O\nParis B-LOC\n. O\n`);
    expect(sentence).not.toHaveProperty('text');
  },
);

test('tokens do not share characters of the source text', () => {
  expect(hasInOrder('aa', ['a', 'a'])).toBe(true);
  expect(hasInOrder('a', ['a', 'a'])).toBe(false);
});
