import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type ConllOptions, type ParsedConll, parseConll } from '../../src/corpora/conll.js';
import { InputError } from '../../src/errors.js';
import { anyCharacter } from '../any-character.js';

const parse = (text: string, options?: ConllOptions): ParsedConll =>
  parseConll(Buffer.from(text), 'f', options);

/** Sentences as their tokens, those of an entity in brackets with its type. */
function shown({ sentences }: ParsedConll): string[] {
  return sentences.map(({ tokens, spans }) => {
    const words = [...tokens];
    for (const { label, start, end } of spans) {
      words[start] = `[${words[start]}`;
      words[end - 1] += `]${label}`;
    }
    return words.join(' ');
  });
}

const rows = (...lines: string[]) =>
  lines.map((line) => `${line.replaceAll('|', '\t')}\n`).join('');

test.each([
  [
    'an only column of tags before others',
    rows('1|Ana|B-PER|-|x', '2|sings|O|-|x', '', '1|Oslo|B-LOC|-|x'),
    ['[Ana]PER sings', '[Oslo]LOC'],
    'f: read column 2 as tokens (column 1 has numbers) and column 3 as tags',
  ],
  [
    'nested tags in a last column of numbered rows',
    rows(
      '#|http://x|[2010]|',
      '1|FC|B-ORG|O',
      '2|Ulm|I-ORG|B-LOC',
      '',
      '1|in|O|O',
      '2|Ulm|B-LOC|O',
    ),
    ['[FC Ulm]ORG', 'in [Ulm]LOC'],
    'f: read column 2 as tokens (column 1 has numbers) and column 3 as tags; column 4 has tags too (--tag-column 4)',
  ],
  [
    'chunks before the tags of numbered rows',
    rows('1|Ana|B-NP|B-PER', '2|sings|B-VP|O', '', '1|it|B-NP|O', '2|rains|B-VP|O'),
    ['[Ana]PER sings', 'it rains'],
    'f: read column 2 as tokens (column 1 has numbers) and column 4 as tags',
  ],
  [
    'numbers that go on through the file',
    rows('0|Ana|B-PER', '1|sings|O', '', '2|she|O', '3|sings|O'),
    ['[Ana]PER sings', 'she sings'],
    'f: read column 2 as tokens (column 1 has numbers) and column 3 as tags',
  ],
  [
    'numbers of sentences',
    rows('7|Ana|B-PER', '7|sings|O', '', '8|she|O', '8|sings|O'),
    ['[Ana]PER sings', 'she sings'],
    'f: read column 2 as tokens (column 1 has numbers) and column 3 as tags',
  ],
  [
    'a header that names the column of tokens',
    rows('doc_id|pos|word|label', 'x|NNP|Ana|B-PER', 'x|VBZ|sings|O'),
    ['[Ana]PER sings'],
    'f: read column 3 as tokens and column 4 as tags; skipped line 1, a header',
  ],
  [
    'the tag first',
    rows('B-PER|Ana', 'O|sings'),
    ['[Ana]PER sings'],
    'f: read column 2 as tokens and column 1 as tags',
  ],
  [
    'types without prefix',
    rows('Ana|PERSON', 'Vogt|PERSON', 'sings|O', 'in|O', 'Oslo|CITY'),
    ['[Ana Vogt]PERSON sings in [Oslo]CITY'],
    'f: read in column 2 types without a prefix (PER), neighbors of one type as one entity',
  ],
  [
    'tags without type',
    rows('Ana|B', 'Vogt|I', 'sings|O'),
    ['[Ana Vogt]ENTITY sings'],
    'f: read in column 2 tags without a type (B, I) as entities of the type ENTITY',
  ],
  [
    'tags with their prefix at the end',
    rows('Ana|PER-B', 'Vogt|PER-I', 'sings|O'),
    ['[Ana Vogt]PER sings'],
    'f: read in column 2 tags with the prefix at the end (PER-B) as B-PER',
  ],
  [
    'tags in lower case',
    rows('Ana|b-per', 'Vogt|i-per', 'sings|o'),
    ['[Ana Vogt]per sings'],
    'f: read in column 2 tags with a prefix in lower case (b-per) as B-per',
  ],
  [
    'tags in MISC',
    rows('1|Ana|_|SpaceAfter=No|NER=B-PER', '2|!|_|_').replace('No\tNER', 'No|NER'),
    ['[Ana]PER !'],
    'f: read column 2 as tokens (column 1 has numbers) and column 4 as tags; read in column 4 the tags in its key=value pairs',
  ],
  [
    'a header',
    rows('token|pos|ner_tags', 'Ana|NNP|B-PER', 'sings|VBZ|O'),
    ['[Ana]PER sings'],
    'f: skipped line 1, a header',
  ],
  [
    'a header over numbered rows',
    rows('id|word|ner', '1|Ana|B-PER', '2|sings|O', '', '1|Oslo|B-LOC'),
    ['[Ana]PER sings', '[Oslo]LOC'],
    'f: read column 2 as tokens (column 1 has numbers) and column 3 as tags; skipped line 1, a header',
  ],
  [
    'rows without a token',
    rows('Ana|B-PER', '|O', 'sings|O', '|O'),
    ['[Ana]PER sings'],
    'f: skipped 2 rows without a token, first in line 2',
  ],
])('%s: the columns are found, and it is said how', (_, text, expected, reading) => {
  const parsed = parse(text);
  expect(shown(parsed)).toEqual(expected);
  expect(parsed.readings).toEqual([reading]);
});

test.each([
  [
    'spaces in tokens between tabs',
    rows('New York|B-LOC', 'New Delhi|B-LOC'),
    ['[New York]LOC [New Delhi]LOC'],
  ],
  [
    'tabs at the end of some rows',
    rows('Ana|B-PER|', 'sings|O', '|', 'it|O||'),
    ['[Ana]PER sings', 'it'],
  ],
  ['empty cells', rows('Ana||B-PER', 'sings|VBZ|O'), ['[Ana]PER sings']],
  [
    'tabs as padding',
    rows('Ana||B-PER', 'sings|O', 'it||O', 'rains||O', 'now|O'),
    ['[Ana]PER sings it rains now'],
  ],
  [
    'a row with spaces among rows with tabs',
    rows('Ana|B-PER', 'sings|O', 'it O'),
    ['[Ana]PER sings it'],
  ],
  ['a line separator in a token', rows('a\u2028b|B-PER', 'c|O'), ['[a\u2028b]PER c']],
  ['a no-break space in a token', rows('20\u00a0000|B-NUM', 'c|O'), ['[20\u00a0000]NUM c']],
  [
    'hyphens in types',
    rows('Oslo|B-GPE-LOC', 'Ana|B-I-PER', 'Vogt|I-I-PER'),
    ['[Oslo]GPE-LOC [Ana Vogt]I-PER'],
  ],
  ['E and S', rows('Ana|B-PER', 'Vogt|E-PER', 'Oslo|S-LOC'), ['[Ana Vogt]PER [Oslo]LOC']],
  ['M, L and U', rows('a|B-X', 'b|M-X', 'c|L-X', 'd|U-X'), ['[a b c]X [d]X']],
  [
    'metadata within a sentence',
    rows('Ana|B-PER', '# page = 2 O', 'Vogt|I-PER'),
    ['[Ana Vogt]PER'],
  ],
  [
    'a comment that ends like a tag',
    rows('# the B-side O', 'Ana|B-PER', 'sings|O'),
    ['[Ana]PER sings'],
  ],
])('%s are read as they stand', (_, text, expected) => {
  const parsed = parse(text);
  expect(shown(parsed)).toEqual(expected);
  expect(parsed.readings).toEqual([]);
});

test('columns that flags choose are not named', () => {
  const text = rows('1|Ana|B-PER|-', '2|sings|O|-');
  const { readings } = parse(text, { tokenColumn: 2, tagColumn: 3 });
  expect(readings).toEqual([]);
  expect(shown(parse(text, { tokenColumn: 2 }))).toEqual(['[Ana]PER sings']);
  expect(shown(parse(text, { tagColumn: 3 }))).toEqual(['[Ana]PER sings']);
});

test('two columns of numbers and tags have no column to skip', () => {
  expect(shown(parse(rows('1|O', '2|B-NUM', '3|O', '4|O')))).toEqual(['1 [2]NUM 3 4']);
});

test('a typing error in a tag does not move the column of tags', () => {
  const many = rows('Ana|B-PER|x').repeat(20);
  expect(() => parse(`${many}sings\tOO\tx\n`)).toThrow(
    'f:21: expected a tag such as O or B-PER in column 2, found "OO": "sings\\tOO\\tx"',
  );
});

test.each([
  [
    'several columns of tags before another',
    rows('Ana|B-PER|B-pers.ind|_', 'sings|O|O|_'),
    'f:1: expected one column of tags, found several: 2 ("B-PER"), 3 ("B-pers.ind"); choose one with --tag-column 2 or 3',
  ],
  [
    'commas',
    'Sentence #,Word,Tag\n1,Ana,B-PER\n,"sings, loud",O\n',
    'f:1: expected columns that tabs or spaces separate, found commas (CSV; a spreadsheet program can save it as tab-separated text)',
  ],
  [
    'semicolons',
    'Ana;"B-PER"\nsings loud;"O"\n',
    'f:1: expected columns that tabs or spaces separate, found semicolons (CSV; a spreadsheet program can save it as tab-separated text)',
  ],
  [
    'CoNLL-U without entities',
    rows(...['Ana', 'sings'].map((word, index) => `${index + 1}|${word}|${'_|'.repeat(7)}_`)),
    'f:1: expected tags, found CoNLL-U without NER=B-PER, Entity=B-PER or name=B-PER in its last column, MISC',
  ],
  [
    'nested tags',
    rows('the|B-ORG', 'Oslo|I-ORG|U-LOC', 'Bank|I-ORG').replace('ORG\tU', 'ORG|U'),
    'f:2: expected one tag in column 2, found several, of nested entities: "I-ORG|U-LOC": "Oslo\\tI-ORG|U-LOC"',
  ],
  [
    'another word for O and a column of chunks',
    rows('Ana|B-NP|B-PER', 'sings|B-VP|_', 'it|B-NP|_', 'rains|B-VP|_'),
    'f:2: expected a tag such as O or B-PER in column 3, found "_" (O stands for a token outside of entities): "sings\\tB-VP\\t_"',
  ],
  [
    'no-break spaces between columns',
    'Ana\u00a0B-PER\nsings\u00a0O\n',
    'f:1: expected tabs or spaces between columns, found other white space (U+00A0 or the like): "Ana\u00a0B-PER"',
  ],
  [
    'an entity without its token',
    rows('Ana|B-PER', '|I-PER', 'sings|O'),
    'f:2: expected a token in column 1, found an empty cell: "\\tI-PER"',
  ],
])('a file with %s is refused', (_, text, message) => {
  expect(() => parse(text)).toThrow(new InputError(message));
});

test('a chosen column without tags is refused with the one that has them', () => {
  expect(() => parse(rows('Ana|NNP|B-PER', 'sings|VBZ|O'), { tagColumn: 2 })).toThrow(
    'f:1: expected tags in column 2, found "NNP"; column 3 has tags (--tag-column 3)',
  );
});

test.each([
  ['0', 'O stands for a token outside of entities'],
  ['o', 'O stands for a token outside of entities'],
  ['_', 'O stands for a token outside of entities'],
  ['-', 'O stands for a token outside of entities'],
  ['\u041e', 'it has U+041E, a Cyrillic O'],
  ['O\u00a0', 'it has U+00A0, a no-break space'],
  ['O\u200b', 'it has U+200B, a zero-width space'],
  ['\u200eB-PER', 'it has U+200E'],
  ['B', 'its type is missing'],
  ['B-', 'its type is missing'],
  ['b-per', 'its prefix is in lower case'],
  ['PER-B', 'its prefix is at the end'],
  ['B_PER', 'a hyphen follows the prefix'],
  ['PERSON', 'PERSON has no B- or I-'],
])('the message about the tag %j explains it', (tag, hint) => {
  const text = `Ana\tB-PER\nVogt\tI-PER\nsings\t${tag}\n`;
  expect(() => parse(text)).toThrow(`found ${JSON.stringify(tag)} (${hint}): `);
});

test('a file that is one long sentence is warned of', () => {
  const sentence = 'a O\n'.repeat(10_000);
  expect(parse(`b B-PER\n${sentence}`).warnings).toEqual([
    'f: one sentence of 10001 tokens, as no blank lines separate sentences',
  ]);
  expect(parse(`b B-PER\n\n${sentence}`).warnings).toEqual([]);
});

const word = fc.oneof(
  fc.constantFrom(
    'Ana',
    '1',
    '2',
    '-',
    '_',
    '#',
    '#x',
    '0',
    'token',
    'tag',
    '3-4',
    'NER=B-X|a=b',
    ',',
  ),
  fc.string({ unit: anyCharacter, maxLength: 4 }),
);
const tag = fc.constantFrom(
  'O',
  'B-PER',
  'I-PER',
  'B',
  'PER',
  'PER-B',
  'b-per',
  'o',
  'I-A|B-C',
  'name=B-X',
);
const gap = fc.constantFrom(' ', '\t', '\t\t', '  ', ' \t', '\u00a0', ',');
const oddRow = fc
  .array(fc.tuple(fc.oneof(word, tag), gap), { maxLength: 5 })
  .map((cells) => cells.flat().join(''));
const oddFile = fc
  .array(fc.tuple(oddRow, fc.constantFrom('\n', '\n', '\n\n', '\r\n', ' \n\t\n')), {
    maxLength: 10,
  })
  .map((lines) => lines.flat().join(''));

test('any columns are read or refused, with every token on its line', () => {
  fc.assert(
    fc.property(oddFile, (text) => {
      let parsed: ParsedConll;
      try {
        parsed = parse(text);
      } catch (error) {
        expect(error).toBeInstanceOf(InputError);
        return;
      }
      const lines = text.split('\n');
      for (const { tokens, spans, line, lines: tokenLines } of parsed.sentences) {
        expect(spans.every(({ start, end }) => start < end && end <= tokens.length)).toBe(true);
        for (const [index, token] of tokens.entries()) {
          expect(lines[(tokenLines?.[index] ?? line + index) - 1]).toContain(token);
        }
      }
    }),
    { numRuns: 2000 },
  );
});
