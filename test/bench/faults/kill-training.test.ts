// A few kills at chosen moments; `npm run faults` makes many at random ones.
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import {
  changeIn,
  fingerprint,
  killTraining,
  MODEL,
  type Moment,
  remainsIn,
} from '../../../bench/faults/kill-training.js';
import { ownerOf } from '../../../src/files/writing/owner.js';
import { createTemporaryName } from '../../../src/files/writing/temporary-name.js';
import { runTagger } from '../../e2e/run-tagger.js';
import { tinyCorpus } from '../../e2e/tiny-model.js';

const root = mkdtempSync(join(tmpdir(), 'kill-'));
const corpus = join(root, 'tiny.conll');
const dev = join(root, 'dev.conll');
const oldModel = join(root, 'old');
const newModel = join(root, 'new');
const logs = join(root, 'logs');
const network = ['--hidden', '4', '--epochs', '1', '--word-dimension', '4000'];
const args = [corpus, '--dev', dev, ...network];

beforeAll(() => {
  mkdirSync(logs);
  writeFileSync(corpus, tinyCorpus);
  writeFileSync(dev, `${tinyCorpus}\n${tinyCorpus}`);
  writeFileSync(oldModel, 'the old model');
  expect(runTagger(['train', ...args, '--output', newModel]).exitCode).toBe(0);
});

const moments: readonly (readonly [string, Moment])[] = [
  ['the training starts', ({ training }) => once(training, 'spawn')],
  ['an epoch is logged', ({ ending }) => changeIn(logs, { ending, count: 2 })],
  ['the temporary file appears', ({ folder, ending }) => changeIn(folder, { ending })],
  ['the first piece is written', ({ folder, ending }) => changeIn(folder, { ending, count: 2 })],
  ['the last pieces are written', ({ folder, ending }) => changeIn(folder, { ending, count: 20 })],
];

test.each(moments)('a training that is killed when %s leaves a whole model', async (_, moment) => {
  const folder = join(root, `${readdirSync(root).length}`);
  const { model } = await killTraining({
    folder,
    oldModel,
    newModel,
    args: [...args, '--log', join(logs, 'log')],
    moment,
  });
  expect(['old', 'new']).toContain(model);
  const output = join(folder, MODEL);
  const next = runTagger(['train', ...args, '--output', output, '--force']);
  expect(next.exitCode).toBe(0);
  expect(remainsIn(folder, oldModel, newModel)).toEqual({ model: 'new', leftCount: 0 });
});

test('a training removes what a killed one has left, and nothing of one that runs', () => {
  const folder = mkdtempSync(join(root, 'left-'));
  const gone = { ...ownerOf(), startedAt: 1 };
  const running = createTemporaryName(MODEL, ownerOf());
  for (const name of [running, createTemporaryName(MODEL, gone)]) {
    writeFileSync(join(folder, name), 'a part');
  }
  const output = join(folder, MODEL);
  expect(runTagger(['train', ...args, '--output', output]).exitCode).toBe(0);
  expect(readdirSync(folder).sort()).toEqual([MODEL, running].sort());
  expect(fingerprint(output)).toBe(fingerprint(newModel));
});

test('a file that is neither model is damaged', () => {
  const folder = mkdtempSync(join(root, 'damaged-'));
  expect(remainsIn(folder, oldModel, newModel)).toEqual({ model: 'damaged', leftCount: 0 });
  writeFileSync(join(folder, MODEL), 'a part');
  writeFileSync(join(folder, 'other'), 'a part');
  expect(remainsIn(folder, oldModel, newModel)).toEqual({ model: 'damaged', leftCount: 1 });
});

test.each([
  [['--kills', '0'], '--kills: expected a whole number above 0, found 0'],
  [['--only', 'none'], '--only: expected one of kill, kill-writing, twice, disk, found none'],
  [
    ['--only', 'kill', '--write', 'docs/reliability.md'],
    '--write: cannot be combined with --only, whose table lacks rows',
  ],
])('%j is wrong usage', (flags, message) => {
  const { status, stderr } = spawnSync(process.execPath, ['dist/bench/faults.js', ...flags], {
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 2, stderr: `faults: ${message}\n` });
});
