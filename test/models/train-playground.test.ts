// The script that puts models and corpora beside the page of the playground.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { beforeAll, expect, test } from '@jest/globals';
import { type CatalogEntry, SMALL_MODELS } from '../../playground/models/catalog.js';
import { loadTagger } from '../../src/browser/index.js';
import { expectEqual } from '../expect-equal.js';

const folder = join(mkdtempSync(join(tmpdir(), 'playground-')), 'page');
const contentOf = (name: string) => readFileSync(join(folder, name));
let printed: string;
let entries: readonly CatalogEntry[];

beforeAll(() => {
  const args = ['dist/models/train-playground.js', '--epochs', '1', '--output', folder];
  printed = execFileSync(execPath, args, { encoding: 'utf8' });
  entries = JSON.parse(contentOf('models.json').toString());
});

test('the English model comes first, then the small models that the page asks for', () => {
  expect(entries.map(({ file }) => file)).toEqual([
    'en.safetensors',
    ...[SMALL_MODELS.lstm, SMALL_MODELS.gru, SMALL_MODELS.rnn, SMALL_MODELS.forward],
  ]);
  expectEqual(contentOf('en.safetensors'), readFileSync('models/en.safetensors'));
});

test.each([
  [SMALL_MODELS.lstm, { cell: 'lstm', directions: 2 }],
  [SMALL_MODELS.gru, { cell: 'gru', directions: 2 }],
  [SMALL_MODELS.rnn, { cell: 'rnn', directions: 2 }],
  [SMALL_MODELS.forward, { cell: 'lstm', directions: 1 }],
])('%s judges each word alone, by its own cell and directions', async (file, expected) => {
  const { network, types, provenance } = await loadTagger(contentOf(file));
  expect(network).toMatchObject({ ...expected, decoder: 'softmax', hidden: 40 });
  expect(types).toEqual(['LOC', 'MISC', 'ORG', 'PER']);
  expect(provenance).toMatchObject({
    training: { epochs: 1 },
    corpora: { train: { name: 'train.conll' } },
  });
});

test('the corpora are those of data/teddy, and nothing else is in the folder', () => {
  const corpora = ['dev.conll', 'test.conll', 'train.conll'];
  for (const name of corpora) expectEqual(contentOf(name), readFileSync(join('data/teddy', name)));
  const files = [...corpora, 'models.json', ...entries.map(({ file }) => file)];
  expect(readdirSync(folder).sort()).toEqual(files.sort());
});

test('the score of each small model is printed, and where to find the page', () => {
  const lines = printed.trimEnd().split('\n');
  expect(lines).toHaveLength(5);
  expect(lines[3]).toMatch(/^Small LSTM, forward only: lstm, F1 \d+\.\d on dev$/);
  expect(lines[4]).toBe(`${folder}: serve this folder with any file server`);
});
