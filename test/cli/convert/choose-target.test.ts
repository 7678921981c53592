import { expect, test } from '@jest/globals';
import { readers } from '../../../src/annotations/corpus/readers.js';
import { parseConvertFlags } from '../../../src/cli/commands/parse-flags.js';
import { chooseOffsets, chooseTarget } from '../../../src/cli/convert/choose-target.js';
import { targetNames, targetOf } from '../../../src/cli/formats/table/targets.js';

function choose(...args: string[]) {
  const flags = parseConvertFlags(['in', ...args]);
  const name = chooseTarget(flags);
  return [name, chooseOffsets(name, flags)];
}

test.each([
  [['out.conll'], 'conll', 'utf16'],
  [['out.IOB2.gz'], 'conll', 'utf16'],
  [['out.conllu'], 'conllu', 'utf16'],
  [['missing/'], 'brat', 'codepoint'],
  [['src'], 'brat', 'codepoint'],
  [['out.conll', '--to', 'jsonl'], 'jsonl', 'utf16'],
  [['-', '--to', 'jsonl', '--offsets', 'byte'], 'jsonl', 'byte'],
  [['-', '--to', 'doccano'], 'doccano', 'utf16'],
  [['-', '--to', 'prodigy'], 'prodigy', 'codepoint'],
])('%j: %s', (args, name, offsets) => {
  expect(choose(...args)).toEqual([name, offsets]);
});

test.each([
  [[], 'missing OUT'],
  [['out', 'more'], 'expected IN and OUT, found a third: more'],
  [
    ['out.conll', '--to', 'xml'],
    expect.stringMatching(/^--to: expected one of conll, .*, found "xml"/),
  ],
  [
    ['out.jsonl'],
    'out.jsonl: expected --to doccano, prodigy, spacy-jsonl, hugging-face or jsonl, as the name leaves the format open',
  ],
  [
    ['out.json'],
    'out.json: expected --to label-studio or spacy, as the name leaves the format open',
  ],
  [
    ['-'],
    'standard output: expected --to conll, conllu, brat, doccano, label-studio, prodigy, spacy, spacy-jsonl, hugging-face, inline or jsonl, as the name leaves the format open',
  ],
  [['-', '--to', 'brat'], '--to brat: expected a folder as OUT, found standard output'],
  [['x/', '--to', 'jsonl'], '--to jsonl: expected a file as OUT, found the folder x/'],
  [
    ['x', '--to', 'jsonl', '--scheme', 'IOB1'],
    '--scheme: requires --to conll or hugging-face, found jsonl',
  ],
  [
    ['x', '--to', 'doccano', '--offsets', 'byte'],
    '--offsets: expected utf16 or codepoint with --to doccano, found byte',
  ],
  [['x.conll', '--offsets', 'byte'], '--offsets: requires --to doccano or jsonl, found conll'],
])('the wrong usage of %j is explained', (args, message) => {
  expect(() => choose(...args)).toThrow(expect.objectContaining({ message }));
});

test('every format that is read is written', () => {
  expect(targetNames).toEqual(expect.arrayContaining(readers.map(({ name }) => name)));
});

test.each(targetNames)('the summary of %s can stand in a list', (name) => {
  expect(targetOf(name).summary).toMatch(/^[a-z].*[^.]$/);
});
