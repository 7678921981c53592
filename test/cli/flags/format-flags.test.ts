import { expect, test } from '@jest/globals';
import { readers } from '../../../src/annotations/corpus/readers.js';
import {
  parseCheckFlags,
  parseConvertFlags,
  parseEvalFlags,
} from '../../../src/cli/commands/parse-flags.js';
import { parseTrainFlags } from '../../../src/cli/commands/training/parse-train-flags.js';
import { checkFoundFormats, FORMATS_OF_FLAGS } from '../../../src/cli/flags/format-flags.js';

test('--offsets is for the readers whose offsets have a unit', () => {
  const names = readers.filter(({ unit }) => unit !== undefined).map(({ name }) => name);
  expect([...FORMATS_OF_FLAGS.offsets].sort()).toEqual(names.sort());
});

test.each([
  ['--input-format conll --offsets byte', '--offsets: has no effect with --input-format conll'],
  ['--input-format brat --labels O,B-PER', '--labels: has no effect with --input-format brat'],
  [
    '--input-format jsonl --token-column 2',
    '--token-column: has no effect with --input-format jsonl',
  ],
  ['--input-format spacy --tag-column 2', '--tag-column: has no effect with --input-format spacy'],
])('train, eval and check refuse %s', async (words, message) => {
  const args = ['corpus', ...words.split(' ')];
  await expect(parseTrainFlags(args)).rejects.toThrow(message);
  expect(() => parseEvalFlags(args)).toThrow(message);
  expect(() => parseCheckFlags(args)).toThrow(message);
});

test.each([
  ['--from conll --input-offsets byte', '--input-offsets: has no effect with --from conll'],
  ['--from brat --labels O,B-PER', '--labels: has no effect with --from brat'],
  ['--from doccano --token-column 2', '--token-column: has no effect with --from doccano'],
])('convert refuses %s', (words, message) => {
  expect(() => parseConvertFlags(['in', 'out', ...words.split(' ')])).toThrow(message);
});

test('flags may be for predictions, which have a format of their own', () => {
  const args = 'corpus --input-format brat --predictions p --labels O,B-PER --token-column 2';
  expect(parseEvalFlags(args.split(' '))).toMatchObject({ labels: ['O', 'B-PER'], tokenColumn: 2 });
});

test('a flag is refused if none of the formats that were found has a use for it', () => {
  const columns = { path: 'train.conll', format: 'conll' };
  const records = { path: 'dev.jsonl', format: 'hugging-face' };
  expect(() => checkFoundFormats({ labels: ['O'] }, [columns])).toThrow(
    'train.conll: --labels has no effect on a corpus in the format conll',
  );
  expect(() => checkFoundFormats({ labels: ['O'] }, [columns, records])).not.toThrow();
  expect(() => checkFoundFormats({ labels: undefined }, [columns])).not.toThrow();
});
