import { expect, test } from '@jest/globals';
import { columnsFormat } from '../../../src/cli/formats/columns.js';
import type { ColumnPassage } from '../../../src/cli/formats/format.js';

function render(passage: Omit<ColumnPassage, 'text'>, names: readonly number[]): string {
  let place = 0;
  const tokens = passage.rows.map(({ text }) => {
    const [word] = text.split(/[ \t]/);
    const token = { text: word, start: place, end: place + word.length };
    place = token.end + 1;
    return token;
  });
  const entities = names.map((index) => ({ ...tokens[index], label: 'PER' }));
  const text = tokens.map((token) => token.text).join(' ');
  if (columnsFormat.unit !== 'passage') throw new Error('expected a format of passages');
  return columnsFormat.render({ text, sentences: [tokens], entities }, { ...passage, text });
}

test('the tag is one more column behind each row, divided as the row is, its end kept', () => {
  const rows = [
    { text: 'Jo NNP O', end: '\n' },
    { text: 'and\tCC', end: '\r\n' },
    { text: 'Mo', end: '' },
  ] as const;
  expect(render({ before: '', rows, after: '' }, [0, 2])).toBe(
    'Jo NNP O B-PER\nand\tCC\tO\r\nMo B-PER',
  );
});

test('what stands before and after the rows stays as it is', () => {
  const passage = {
    before: '# text\n\n',
    rows: [{ text: 'Jo', end: '\n' }] as const,
    after: ' \n',
  };
  expect(render(passage, [])).toBe('# text\n\nJo O\n \n');
});

test('lines without a row are written', () => {
  expect(render({ before: '-DOCSTART-\n', rows: [], after: '' }, [])).toBe('-DOCSTART-\n');
});
