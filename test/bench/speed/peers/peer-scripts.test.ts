import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { peersOf } from '../../../../bench/speed/peers/peer-scripts.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'peers-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

const files = { train: 'train.conll', dev: 'dev.conll' };
const options = { trainBatches: 7 };

/** A program in the place of Python that prints its arguments as the figures of each script. */
function writePython(): string {
  const python = join(folder, 'python');
  writeFileSync(
    python,
    `#!${execPath}
    const args = process.argv.slice(2);
    const figures = {
      'sparse-embedding.py': 'train 2 tok/s decode ' + args.indexOf('--vectors') + ' tok/s',
      'torch_bilstm.py': 'train 1 tok/s decode ' + args.indexOf('7') + ' tok/s',
      'spacy_baseline.py': 'train 3 words/s tag 4 words/s',
      'crfsuite_baseline.py': 'train 5 s tag 6 tok/s with features',
    };
    console.log(figures[require('node:path').basename(args[0])]);
    `,
    { mode: 0o755 },
  );
  return python;
}

test('each tagger is run, PyTorch also with sparse gradients of word vectors', () => {
  const peers = peersOf({ ...files, vectors: 'v' }, { ...options, folder, python: writePython() });
  expect(peers.map(({ name, measure }) => [name, measure()])).toEqual([
    ['PyTorch, dense', { training: 1, tagging: 9 }],
    ['PyTorch, sparse', { training: 2, tagging: 11 }],
    ['spaCy', { training: 3, tagging: 4 }],
    ['CRFsuite', { trainingSeconds: 5, tagging: 6 }],
  ]);
});
