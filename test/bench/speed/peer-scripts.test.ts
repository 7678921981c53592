import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { peersOf } from '../../../bench/speed/peer-scripts.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'peers-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

const files = { train: 'train.conll', dev: 'dev.conll' };

/** Scripts for Node in the place of those for Python. */
function peersIn(torch: string) {
  writeFileSync(join(folder, 'torch_bilstm.py'), torch);
  writeFileSync(join(folder, 'spacy_baseline.py'), `console.log('train 3 words/s tag 4 words/s')`);
  writeFileSync(
    join(folder, 'crfsuite_baseline.py'),
    `console.log('train 5 s tag 6 tok/s with features')`,
  );
  const copy = join(folder, 'sparse.py');
  return peersOf(files, { folder, python: execPath, trainBatches: 7, copy });
}

test('each tagger is run, PyTorch also with sparse gradients of words', () => {
  const peers = peersIn(`
    const embedding = 'freeze=False, padding_idx=0)';
    const speed = embedding.includes('sparse=True') ? 2 : 1;
    console.log('train ' + speed + ' tok/s decode ' + process.argv.indexOf('7') + ' tok/s');
  `);
  expect(peers.map(({ name, measure }) => [name, measure()])).toEqual([
    ['PyTorch', { training: 1, tagging: 10 }],
    ['PyTorch, sparse gradients of words', { training: 2, tagging: 10 }],
    ['spaCy', { training: 3, tagging: 4 }],
    ['CRFsuite', { trainingSeconds: 5, tagging: 6 }],
  ]);
});

test('a script whose embedding is not where it was is not measured as sparse', () => {
  expect(() => peersIn('console.log(1)')).toThrow('to make sparse in the PyTorch script');
});
