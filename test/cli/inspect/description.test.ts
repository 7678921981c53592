import { expect, test } from '@jest/globals';
import { type ModelDescription, renderDescription } from '../../../src/cli/inspect/description.js';

const description: ModelDescription = {
  name: 'teddy.safetensors',
  byteCount: 1_250_000,
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
  labels: ['O', 'B-LOC', 'I-LOC', 'E-LOC', 'S-LOC', 'B-PER', 'I-PER', 'E-PER', 'S-PER'],
  wordCount: 1234,
  vectorCount: 100000,
  wordParameterCount: 61750,
  networkParameterCount: 5000,
  provenance: {},
};

test('a model is told line by line', () => {
  expect(renderDescription(description)).toBe(
    [
      'model           teddy.safetensors, 1.3 MB',
      'cell            gru',
      'directions      forward',
      'layers          2',
      'word dimension  50',
      'characters      cnn, widths 3, 20 filters each, over letters of 30 numbers, 61',
      '                letters known',
      'shape           none',
      'hidden          80 units a direction',
      'dense           40, 20',
      'decoder         softmax',
      'types           LOC, PER',
      'labels          9: O, and B, I, E, S of each type',
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
  const told = renderDescription({ ...description, characters }).replace(/\n {16}/g, ' ');
  expect(told).toContain(`characters      ${text}\n`);
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

test('its origin is told behind it', () => {
  const told = renderDescription({ ...description, provenance: { seed: 1 } });
  expect(told.endsWith('of the network\nseed            1\n')).toBe(true);
});

test('whether words are the same in any case is told', () => {
  const told = (foldsWords: boolean) => renderDescription({ ...description, foldsWords });
  expect(told(false)).toContain('words           1,234 learned, 100,000 kept as vectors\n');
  expect(told(true)).toContain('words           1,234 learned in any case as one, 100,000 kept');
});

test('a model whose learned words are vectors tells of vectors alone', () => {
  const told = (foldsWords: boolean) =>
    renderDescription({ ...description, wordCount: 0, foldsWords });
  expect(told(false)).toContain('words           100,000 kept as vectors\n');
  expect(told(true)).toContain('words           100,000 kept as vectors, found in any case\n');
});
