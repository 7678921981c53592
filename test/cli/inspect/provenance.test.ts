import { expect, test } from '@jest/globals';
import { provenanceFields } from '../../../src/cli/inspect/provenance.js';
import { renderTwoColumns } from '../../../src/cli/inspect/two-columns.js';

const linesOf = (provenance: Readonly<Record<string, unknown>>) =>
  renderTwoColumns(provenanceFields(provenance)).trimEnd().split('\n');

test('anything in a file is shown: plain values on one line, nested objects indented', () => {
  const rest = { list: [1, 'x'], nothing: null, more: { f1: 87.654321, most: { yes: true } } };
  expect(linesOf({ rest, seed: 1, 'name\u001b[31m': 'a\u009bb', odd: ['\u009b'] })).toEqual([
    'seed            1',
    'name\ufffd[31m       a\ufffdb',
    'odd             ["\ufffd"]',
    'rest            list=[1,"x"], nothing=null',
    '  more          f1=87.6543',
    '    most        yes=true',
  ]);
});

const overall = {
  gold: 101,
  predicted: 99,
  correct: 69,
  precision: 69.697,
  recall: 68.317,
  f1: 69,
};
const score = { accuracy: 95, overall, types: { 'creative-work': { ...overall, gold: 2 } } };

test('scores are tables that begin with all entities', () => {
  expect(linesOf({ scores: { epoch: 3, dev: score } })).toEqual([
    'scores          epoch=3',
    '  dev            precision    recall        F1      gold predicted   correct',
    '    overall          69.70     68.32     69.00       101        99        69',
    '    creative-work',
    '                     69.70     68.32     69.00         2        99        69',
  ]);
});

test.each(['constructor', 'prototype', 'toString'])('a type can have the name %s', (type) => {
  const dev = { ...score, types: { [type]: overall } };
  expect(linesOf({ dev }).join('\n')).toMatch(
    / +69\.70 +68\.32 +69\.00[\s\S]* +69\.70 +68\.32 +69\.00/,
  );
  // What only looks like a table of scores is shown as it is.
  expect(linesOf({ dev: { ...score, types: { [type]: null } } }).join('\n')).toContain(
    `${type}=null`,
  );
});

test('files are shown by name and fingerprint, with everything recorded about them', () => {
  const sha256 = '0123456789abcdef'.repeat(4);
  const train = { name: 'train.conll', sha256, sentences: 466 };
  const from = { name: 'old.safetensors', sha256, provenance: { corpora: { train } } };
  const lines = linesOf({ corpora: { train, dev: { sentences: 52 } }, from });
  expect(lines).toEqual([
    'corpora',
    '  train         train.conll, sentences=466',
    `    sha256      ${sha256}`,
    '  dev           sentences=52',
    'from            old.safetensors',
    `  sha256        ${sha256}`,
    '  provenance',
    '    corpora',
    '      train     train.conll, sentences=466',
    `        sha256  ${sha256}`,
  ]);
  expect(Math.max(...lines.map((line) => line.length))).toBe(80);
});

test('several runs are shown one by one and by their spread', () => {
  const runs = { seeds: [4, 5, 6], dev: [90, null, 92], test: [80.126, null, null] };
  expect(linesOf({ runs })).toEqual([
    'runs            F1 of seeds 4, 5, 6',
    '  dev           90.00, none, 92.00',
    '                mean 91.00, standard deviation 1.41, min 90.00, max 92.00',
    '  test          80.13, none, none',
    '                mean 80.13, min 80.13, max 80.13',
  ]);
  expect(linesOf({ runs: { seeds: [1], dev: [null] } })).toEqual(['runs            F1 of seeds 1']);
});

test.each([
  { scores: { dev: { overall: { ...overall, f1: '69' }, types: {} } } },
  { runs: { seeds: 3, dev: [1] } },
  { from: { name: 1, sha256: 'x' } },
])('%j, which tagger train would not write, is shown as it is', (provenance) => {
  const lines = linesOf(provenance).join(' ');
  expect(lines).toContain(Object.keys(provenance)[0]);
  expect(lines).toContain('=');
});
