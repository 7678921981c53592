import { tmpdir } from 'node:os';
import { expect, test } from '@jest/globals';
import { type ConllOptions, parseConll } from '../../src/corpora/conll.js';
import { readConll } from '../../src/corpora/conll-file.js';
import { InputError } from '../../src/errors.js';

function refusal(content: string | Uint8Array, options?: ConllOptions): string {
  try {
    parseConll(Buffer.from(content as string), 'f.conll', options);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as InputError).message;
  }
  throw new Error('the corpus was accepted');
}

test.each([
  [
    'another number of columns',
    'EU NNP I-NP B-ORG\nrejects VBZ O\n',
    'f.conll:2: expected 4 columns, found 3: "rejects VBZ O"',
  ],
  [
    'an empty cell for a tag',
    'EU\tNNP\tB-ORG\t-\nrejects\tVBZ\t\t-\n\na\tNN\tO\t-\n',
    'f.conll:2: expected a tag such as O or B-PER in column 3, found an empty cell: "rejects\\tVBZ\\t\\t-"',
  ],
  [
    'a comment within a sentence',
    'a O\n# a comment\nb O\n',
    'f.conll:2: expected 2 columns, found 3: "# a comment"',
  ],
  [
    'a doubled prefix for a tag',
    'EU B-ORG\nrejects OO\n',
    'f.conll:2: expected a tag such as O or B-PER in column 2, found "OO": "rejects OO"',
  ],
  [
    'a doubled hyphen in a tag',
    '\nEU B-ORG\nrejects O\nx I--ORG\n',
    'f.conll:4: expected a tag such as O or B-PER in column 2, found "I--ORG": "x I--ORG"',
  ],
  [
    'plain text',
    'He said Teddy Roosevelt was a great president\nHe said so\n',
    'f.conll:1: expected a tag such as O or B-PER in column 8, found "president" (is it plain text?): "He said Teddy Roosevelt was a great president"',
  ],
  [
    'one column',
    'EU\nrejects\n',
    'f.conll:1: expected a token and its tag, found one column (plain text, or tags missing?): "EU"',
  ],
  ['nothing', '', 'f.conll: expected sentences in columns, found an empty file'],
  [
    'no tokens',
    '\ufeff\n \n-DOCSTART- -X- O\n# comment\n\n',
    'f.conll: expected sentences in columns, found a file without tokens',
  ],
])('a corpus with %s is refused', (_, text, message) => {
  expect(refusal(text)).toBe(message);
});

test('a long line is shown by its beginning', () => {
  const text = `${'x'.repeat(1_000_000)} y O\na O\nb O c d\n`;
  expect(refusal(text)).toBe('f.conll:2: expected 3 columns, found 2: "a O"');
  expect(refusal(`a O\n${'x'.repeat(1_000_000)} y O\n`)).toBe(
    `f.conll:2: expected 2 columns, found 3: "${'x'.repeat(60)}…"`,
  );
});

test('Latin-1 is refused with its line', () => {
  expect(refusal(Buffer.from('EU B-ORG\n\nMüller B-PER\n', 'latin1'))).toBe(
    'f.conll:3: expected UTF-8 text, found other bytes: "M\ufffdller B-PER"',
  );
});

test('a picture is refused', () => {
  const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13];
  expect(refusal(Uint8Array.from(png))).toBe(
    'f.conll:1: expected UTF-8 text, found other bytes: "\ufffdPNG"',
  );
});

test('a chosen column beyond the file is refused', () => {
  expect(refusal('EU B-ORG\n', { tokenColumn: 3 })).toBe(
    'f.conll:1: expected at least 3 columns, found 2: "EU B-ORG"',
  );
  expect(refusal('EU B-ORG\n', { tagColumn: 4 })).toBe(
    'f.conll:1: expected at least 4 columns, found 2: "EU B-ORG"',
  );
});

test('one column for both token and tag is refused', () => {
  expect(refusal('EU B-ORG\n', { tokenColumn: 2 })).toBe(
    'f.conll:1: expected token and tag in different columns, found both in column 2: "EU B-ORG"',
  );
});

test('a folder for a corpus is refused', async () => {
  await expect(readConll(tmpdir())).rejects.toThrow(`${tmpdir()}: expected a file, found a folder`);
});
