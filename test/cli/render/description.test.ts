import { expect, test } from '@jest/globals';
import { type ModelDescription, renderDescription } from '../../../src/cli/render/description.js';

const description: ModelDescription = {
  name: 'teddy.safetensors',
  cell: 'gru',
  directions: 1,
  layers: 2,
  wordDimension: 50,
  foldsWords: false,
  characters: { encoder: 'cnn', dimension: 30, filters: 20, widths: [3] },
  shape: null,
  letterCount: 61,
  hidden: 80,
  dense: [40, 20],
  decoder: 'softmax',
  types: ['LOC', 'PER'],
  wordCount: 1234,
  vectorCount: 100000,
  wordParameterCount: 61750,
  networkParameterCount: 5000,
  provenance: {},
};

test('a model is told line by line', () => {
  expect(renderDescription(description)).toBe(
    [
      'model           teddy.safetensors',
      'cell            gru',
      'directions      forward',
      'layers          2',
      'word dimension  50',
      'characters      cnn, widths 3, 20 filters each, over letters of 30 numbers, 61 letters known',
      'shape           none',
      'hidden          80 units a direction',
      'dense           40, 20',
      'decoder         softmax',
      'types           LOC, PER',
      'words           1,234 learned, 100,000 kept as vectors',
      'parameters      66,750: 61,750 of words, 5,000 of the network',
      '',
    ].join('\n'),
  );
});

test.each([
  [
    { encoder: 'cnn', dimension: 30, filters: 20, widths: [2, 3, 4] } as const,
    'cnn, widths 2, 3, 4, 20 filters each, over letters of 30 numbers, 61 letters known',
  ],
  [
    { encoder: 'rnn', dimension: 30, cell: 'gru', hidden: 25 } as const,
    'rnn, gru of 25 units a direction, over letters of 30 numbers, 61 letters known',
  ],
])('characters read by %j are told as such', (characters, text) => {
  expect(renderDescription({ ...description, characters })).toContain(`characters      ${text}\n`);
});

test('the shape of words is told by its width', () => {
  expect(renderDescription({ ...description, shape: { dimension: 10 } })).toContain(
    'shape           10 numbers\n',
  );
});

test('a network that reads no letters says so', () => {
  expect(renderDescription({ ...description, characters: null, letterCount: 0 })).toContain(
    'characters      none\n',
  );
});

test('provenance is told whatever it holds, plain values of an object together', () => {
  const provenance = {
    seed: 1,
    scores: { epoch: 3, dev: { f1: 87.654321, types: { PER: { f1: 100 } } } },
    corpora: { train: { name: 'a\u001b[31m.conll', sha256: 'abc' } },
    rest: { list: [1, 'x'], nothing: null },
  };
  expect(
    renderDescription({ ...description, provenance })
      .split('\n')
      .slice(13, -1),
  ).toEqual([
    'seed                  1',
    'scores                epoch=3',
    'scores.dev            f1=87.6543',
    'scores.dev.types.PER  f1=100',
    'corpora.train         name=a\ufffd[31m.conll, sha256=abc',
    'rest                  list=[1,"x"], nothing=null',
  ]);
});

test('no line is wider than 100 columns where it can be broken', () => {
  const training = Object.fromEntries(Array.from({ length: 40 }, (_, k) => [`option${k}`, k]));
  const lines = renderDescription({ ...description, provenance: { training } }).split('\n');
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
  expect(lines.filter((line) => line.includes('option')).length).toBeGreaterThan(3);
});
