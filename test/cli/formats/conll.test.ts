import { expect, test } from '@jest/globals';
import {
  conllOfText,
  conllOfTokens,
  createConllFormat,
  createConllOfColumns,
} from '../../../src/cli/formats/conll.js';
import type { ColumnPassage } from '../../../src/cli/formats/passage.js';
import { parseConll } from '../../../src/corpora/conll.js';

/** Renders sentences of a text, with entities from a first to a last token. */
function renderText(sentences: readonly string[], spans: readonly [number, number][]): string {
  const text = sentences.join(' ');
  let place = 0;
  const tokens = sentences.map((sentence) =>
    sentence.split(' ').map((word) => {
      const token = { text: word, start: place, end: place + word.length };
      place = token.end + 1;
      return token;
    }),
  );
  const flat = tokens.flat();
  const entities = spans.map(([first, last]) => {
    const [start, end] = [flat[first].start, flat[last].end];
    return { label: 'PER', text: text.slice(start, end), start, end };
  });
  return conllOfText.render(
    { text, sentences: tokens, entities },
    { text, end: '\n', lineNumber: 1 },
  );
}

test('text becomes a token and its tag on each line, and a blank line after each sentence', () => {
  expect(renderText(['Teddy Roosevelt won .', 'He too'], [[0, 1]])).toBe(
    'Teddy B-PER\nRoosevelt I-PER\nwon O\n. O\n\nHe O\ntoo O\n\n',
  );
});

test('each of two neighboring entities of a type has a tag that begins it', () => {
  const spans: [number, number][] = [
    [0, 0],
    [1, 2],
  ];
  expect(renderText(['Jo Mo Bo'], spans)).toBe('Jo B-PER\nMo B-PER\nBo I-PER\n\n');
});

test('an entity tags every token of which it has a part', () => {
  const text = '<jo@b.org> (+1 650) x/y';
  const token = (start: number, end: number) => ({ text: text.slice(start, end), start, end });
  const tokens = [token(0, 10), token(11, 14), token(15, 19), token(20, 23)];
  const entities = [
    { label: 'EMAIL', ...token(1, 9) },
    { label: 'PHONE', ...token(12, 18) },
    { label: 'X', ...token(20, 21) },
    { label: 'Y', ...token(22, 23) },
  ];
  const passage = { text, end: '\n', lineNumber: 1 } as const;
  expect(conllOfText.render({ text, sentences: [tokens], entities }, passage)).toBe(
    '<jo@b.org> B-EMAIL\n(+1 B-PHONE\n650) I-PHONE\nx/y B-X\n\n',
  );
});

test('a text without a token becomes nothing', () => {
  const text = ' ';
  expect(
    conllOfText.render({ text, sentences: [], entities: [] }, { text, end: '\n', lineNumber: 1 }),
  ).toBe('');
});

test('our reader reads the columns, even if a sentence begins with a hash', () => {
  const lines = renderText(
    ['# Jo', '#x y'],
    [
      [1, 1],
      [2, 2],
    ],
  );
  const { sentences } = parseConll(Buffer.from(lines), 'lines');
  expect(sentences.map(({ tokens }) => tokens)).toEqual([
    ['#', 'Jo'],
    ['#x', 'y'],
  ]);
  expect(sentences.map(({ spans }) => spans)).toEqual([
    [{ label: 'PER', start: 1, end: 2 }],
    [{ label: 'PER', start: 0, end: 1 }],
  ]);
});

test('a line of tokens is followed by a blank line once it ends', () => {
  const token = { text: 'Jo', start: 0, end: 2 };
  const tagged = { text: 'Jo', sentences: [[token]], entities: [{ ...token, label: 'PER' }] };
  expect(conllOfTokens.render(tagged, { text: 'Jo', end: '', lineNumber: 1 })).toBe('Jo B-PER\n\n');
  expect(conllOfTokens.render(tagged, { text: 'Jo', lineNumber: 1 })).toBe('Jo B-PER\n');
});

test('a line of tokens without a token becomes a blank line', () => {
  const tagged = { text: ' ', sentences: [[]], entities: [] };
  expect(conllOfTokens.render(tagged, { text: ' ', end: '\n', lineNumber: 1 })).toBe('\n');
});

/** Renders a passage of columns in which the first column of some lines is an entity. */
function renderColumns(
  passage: Omit<ColumnPassage, 'text' | 'lineNumber'>,
  names: readonly number[],
): string {
  let place = 0;
  const tokens = passage.tokenLines.map(({ text }) => {
    const [word] = text.split(/[ \t]/);
    const token = { text: word, start: place, end: place + word.length };
    place = token.end + 1;
    return token;
  });
  const entities = names.map((index) => ({ ...tokens[index], label: 'PER' }));
  const text = tokens.map((token) => token.text).join(' ');
  return createConllOfColumns().render(
    { text, sentences: [tokens], entities },
    { ...passage, text, lineNumber: 1 },
  );
}

test('the tag is one more column after the others, separated as they are', () => {
  const tokenLines = [
    { text: 'Jo NNP O', end: '\n', lineNumber: 1 },
    { text: 'and\tCC', end: '\r\n', lineNumber: 1 },
    { text: 'Mo', end: '', lineNumber: 1 },
  ] as const;
  expect(renderColumns({ before: '', tokenLines, after: '' }, [0, 2])).toBe(
    'Jo NNP O B-PER\nand\tCC\tO\r\nMo B-PER',
  );
});

test('the lines before and after the token lines are unchanged', () => {
  const passage = {
    before: '# text\n\n',
    tokenLines: [{ text: 'Jo', end: '\n', lineNumber: 1 }] as const,
    after: ' \n',
  };
  expect(renderColumns(passage, [])).toBe('# text\n\nJo O\n \n');
});

test('lines without a token are written', () => {
  expect(renderColumns({ before: '-DOCSTART-\n', tokenLines: [], after: '' }, [])).toBe(
    '-DOCSTART-\n',
  );
});

test('white space in a type does not begin another column', () => {
  const token = { text: 'Jo', start: 0, end: 2 };
  const tagged = { text: 'Jo', sentences: [[token]], entities: [{ ...token, label: 'a b\tc' }] };
  expect(conllOfText.render(tagged, { text: 'Jo', end: '\n', lineNumber: 1 })).toBe(
    'Jo B-a_b_c\n\n',
  );
});

test.each([
  ['IOB2', 'B-PER', 'I-PER', 'B-PER'],
  ['IOB1', 'I-PER', 'I-PER', 'B-PER'],
  ['IOBES', 'B-PER', 'E-PER', 'S-PER'],
  ['BILOU', 'B-PER', 'L-PER', 'U-PER'],
  ['BMES', 'B-PER', 'E-PER', 'S-PER'],
] as const)('a corpus in %s', (scheme, first, last, only) => {
  const text = 'Jo Mo Bo';
  const token = (start: number) => ({ text: text.slice(start, start + 2), start, end: start + 2 });
  const entities = [
    { label: 'PER', text: 'Jo Mo', start: 0, end: 5 },
    { label: 'PER', text: 'Bo', start: 6, end: 8 },
  ];
  const tagged = { text, sentences: [[], [token(0), token(3), token(6)]], entities };
  const format = createConllFormat(scheme);
  expect(format.unit === 'passage' && format.render(tagged, { text, lineNumber: 1 })).toBe(
    `Jo ${first}\nMo ${last}\nBo ${only}\n\n`,
  );
});

test('each document of a corpus has a line that starts it, unless it is the only one', () => {
  const format = createConllFormat('IOB2');
  expect(format.beginFile?.('a', true)).toBe('');
  expect(format.beginFile?.('a', false)).toBe('-DOCSTART- O\n\n');
});

test.each([
  ['IOB1', 'Jo I-PER\nMo B-PER\n\n'],
  ['IOB2', 'Jo B-PER\nMo B-PER\n\n'],
  ['IOBES', 'Jo S-PER\nMo S-PER\n\n'],
  ['BILOU', 'Jo U-PER\nMo U-PER\n\n'],
] as const)('tags are written in %s', (scheme, expected) => {
  const tokens = [
    { text: 'Jo', start: 0, end: 2 },
    { text: 'Mo', start: 3, end: 5 },
  ];
  const entities = tokens.map((token) => ({ ...token, label: 'PER' }));
  const tagged = { text: 'Jo Mo', sentences: [tokens], entities };
  const passage = { text: 'Jo Mo', end: '\n', lineNumber: 1 } as const;
  expect(conllOfText.inScheme(scheme).render(tagged, passage)).toBe(expected);
});
