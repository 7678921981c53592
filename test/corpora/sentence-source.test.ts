import { expect, test } from '@jest/globals';
import { parseConll } from '../../src/corpora/conll.js';
import { hasInOrder, lineOf } from '../../src/corpora/sentence-source.js';

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

test('SpaceAfter=No and NoSpaceAfter give the source text', () => {
  const conllu = sentencesOf(
    '1\tIn\tO\t_\n2\tParis\tB-LOC\tSpaceAfter=No\n3\t.\tO\tSpaceAfter=No\n\n1\tOh\tO\t_\n',
  );
  const hipe = sentencesOf('In\tO\t_\nParis\tB-LOC\tNoSpaceAfter\n.\tO\tEndOfSentence\n');
  expect(conllu.map(({ text }) => text)).toEqual(['In Paris.', 'Oh']);
  expect(hipe.map(({ text }) => text)).toEqual(['In Paris.']);
});

test('a contraction leaves its sentence without a text, and only this one', () => {
  const [first, second] = sentencesOf(
    '1-2\tim\t_\tSpaceAfter=No\n1\tin\tO\t_\n2\tdem\tO\t_\n\n1\tOh\tO\tSpaceAfter=No\n2\t!\tO\t_\n',
  );
  expect(first).toMatchObject({ tokens: ['in', 'dem'], line: 2 });
  expect(first).not.toHaveProperty('text');
  expect(second.text).toBe('Oh!');
});

test('lines are counted over a row that is skipped', () => {
  const [sentence] = sentencesOf('1\ta\tO\n2-3\tbc\t_\n2\tb\tO\n3\tc\tB-PER\n');
  expect(sentence).toMatchObject({ tokens: ['a', 'b', 'c'], line: 1, lines: [1, 3, 4] });
  expect(lineOf(sentence, 2)).toBe(4);
});
