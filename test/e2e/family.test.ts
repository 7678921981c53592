// Each flag that chooses a member of the family, through the program itself.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { cellNames } from '../../src/model/network/config.js';
import { runHere } from './run-here.js';
import { runTagger } from './run-tagger.js';
import { tinyCorpus } from './tiny-model.js';

const folder = mkdtempSync(join(tmpdir(), 'family-'));
afterAll(() => rmSync(folder, { recursive: true }));

const corpus = join(folder, 'tiny.conll');
writeFileSync(corpus, tinyCorpus);
const model = join(folder, 'model.safetensors');

const small = [
  ...['--hidden', '8', '--word-dimension', '8', '--epochs', '80', '--patience', '15'],
  ...['--batch-size', '2', '--learning-rate', '0.02', '--dropout', '0', '--word-dropout', '0'],
  ...['--recurrent-dropout', '0'],
];

const sentences = 'Teddy Roosevelt saw Paris .\nNobody was here .\n';
const tagged = '[Teddy Roosevelt](PER) saw [Paris](LOC) .\nNobody was here .\n';

function metadataOf(path: string): Record<string, string> {
  const bytes = readFileSync(path);
  const length = Number(bytes.readBigUInt64LE(0));
  return JSON.parse(bytes.subarray(8, 8 + length).toString()).__metadata__;
}

const plain = {
  ...{
    cell: 'lstm',
    directions: 2,
    layers: 1,
    wordDimension: 8,
    foldsWords: true,
    characters: { encoder: 'cnn', dimension: 30, filters: 50, widths: [3] },
    shape: { dimension: 10 },
    hidden: 8,
    dense: [],
  },
  decoder: 'crf',
};

const few = { encoder: 'cnn', dimension: 5, filters: 7, widths: [2, 3, 4] };
const recurrent = { encoder: 'rnn', dimension: 30, cell: 'lstm', hidden: 25 };
const little = { encoder: 'rnn', dimension: 8, cell: 'gru', hidden: 6 };

test.each([
  // All that are defaults.
  [
    ['--cell=lstm', '--no-unidirectional', '--characters=cnn', '--shape', '--decoder=crf'],
    {},
    { clipNorm: 5, clipValue: 0 },
  ],
  [['--cell', 'rnn', '--no-fold-words'], { cell: 'rnn', foldsWords: false }, {}],
  [['--cell', 'gru-simple'], { cell: 'gru-simple' }, {}],
  [['--cell', 'gru', '--gate-bias=-1'], { cell: 'gru' }, { gateBias: -1 }],
  [['--cell', 'lstm-peephole'], { cell: 'lstm-peephole' }, {}],
  [['--layers', '2', '--clip-norm', '1'], { layers: 2 }, { clipNorm: 1, clipValue: 0 }],
  [['--dense', '8,6', '--gate-bias', '-1'], { dense: [8, 6] }, { gateBias: -1 }],
  [['--dense', '8', '--clip-value', '0.1'], { dense: [8] }, { clipNorm: 5, clipValue: 0.1 }],
  [['--characters', 'none'], { characters: null }, {}],
  [
    ['--character-dimension=5', '--character-filters=7', '--character-widths=2,3,4'],
    { characters: few },
    {},
  ],
  [['--characters', 'rnn'], { characters: recurrent }, {}],
  [
    ['--characters=rnn', '--character-cell=gru', '--character-hidden=6', '--character-dimension=8'],
    { characters: little },
    {},
  ],
  [
    ['--shape', '--shape-dimension=3', '--characters=none'],
    { characters: null, shape: { dimension: 3 } },
    {},
  ],
  [['--no-shape'], { shape: null }, {}],
  [['--no-shape', '--characters=none'], { shape: null, characters: null, foldsWords: false }, {}],
  [['--decoder', 'softmax', '--unidirectional'], { decoder: 'softmax', directions: 1 }, {}],
])('%j trains, the model keeps it, and tags', (flags, network, training) => {
  const files = [corpus, '--dev', corpus, '--output', model, '--force'];
  const { exitCode, stdout } = runTagger(['train', ...files, ...small, ...flags]);
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
  const { config, provenance } = metadataOf(model);
  expect(JSON.parse(config)).toEqual({ ...plain, ...network });
  expect(JSON.parse(provenance).training).toMatchObject(training);
  expect(runTagger(['tag', '--model', model], { input: sentences })).toEqual({
    exitCode: 0,
    stdout: tagged,
    stderr: '',
  });
});

const cellsExpected = `expected one of ${cellNames.join(', ')}`;
const widthExpected = 'expected a whole number from 1 to 4096';
const widthsExpected = 'expected at most 16 whole numbers from 1 to 4096, separated by commas';

const sizeFlags = [
  ...['--character-dimension', '--character-filters', '--character-hidden'],
  '--shape-dimension',
];

test.each([
  [['--cell', 'foo'], `--cell: ${cellsExpected}, found "foo"`],
  [['--cell', 'LSTM'], `--cell: ${cellsExpected}, found "LSTM"; did you mean lstm?`],
  [['--unidirectional=yes'], '--unidirectional: takes no value'],
  [['--layers', '0'], '--layers: expected a whole number from 1 to 16, found 0'],
  [['--layers', '17'], '--layers: expected a whole number from 1 to 16, found 17'],
  [['--layers', '1.5'], '--layers: expected a whole number from 1 to 16, found 1.5'],
  [['--dense', '0'], `--dense: ${widthsExpected}, found "0"`],
  [['--dense', 'a'], `--dense: ${widthsExpected}, found "a"`],
  [['--dense', '8,'], `--dense: ${widthsExpected}, found "8,"`],
  [['--dense='], `--dense: ${widthsExpected}, found ""`],
  [['--characters', 'lstm'], '--characters: expected one of cnn, rnn, none, found "lstm"'],
  [['--no-characters'], '--characters: expected one of cnn, rnn, none, found --no-characters'],
  [
    ['--character-widths', '3,2'],
    '--character-widths: expected increasing whole numbers from 1 to 16, separated by commas, found "3,2"',
  ],
  [
    ['--character-widths', '3', '--characters', 'rnn'],
    '--character-widths: requires --characters cnn, found rnn',
  ],
  [
    ['--character-dimension', '3', '--characters', 'none'],
    '--character-dimension: requires --characters cnn or rnn, found none',
  ],
  [['--character-cell', 'gru'], '--character-cell: requires --characters rnn, found cnn'],
  [['--shape-dimension=3', '--no-shape'], '--shape-dimension: requires --shape, found --no-shape'],
  [['--character-cell', 'foo'], `--character-cell: ${cellsExpected}, found "foo"`],
  ...sizeFlags.flatMap((flag) =>
    ['0', '4097', '2.5'].map(
      (value) => [[flag, value], `${flag}: ${widthExpected}, found ${value}`] as const,
    ),
  ),
  [['--clip-value', '-1'], '--clip-value: expected a number of at least 0, found -1'],
  [['--gate-bias', 'low'], '--gate-bias: expected a number from -100 to 100, found "low"'],
])('%j is wrong usage: %s', async (flags, message) => {
  const { exitCode, stdout, stderr } = await runHere(['train', corpus, ...flags]);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toBe(`tagger: ${message} (see tagger train --help)\n`);
});
