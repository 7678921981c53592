import { expect, test } from '@jest/globals';
import { renderDescription, type TaggerDescription } from '../../../src/cli/inspect/description.js';

const description: TaggerDescription = {
  kind: 'tagger',
  name: 'teddy.safetensors',
  byteCount: 1_250_000,
  cell: 'gru',
  directions: 1,
  layers: 2,
  wordDimension: 50,
  foldsWords: false,
  characters: { encoder: 'cnn', dimension: 30, filters: 20, widths: [3] },
  shape: null,
  characterCount: 61,
  hidden: 80,
  dense: [40, 20],
  decoder: 'softmax',
  types: ['LOC', 'PER'],
  labels: ['O', 'B-LOC', 'I-LOC', 'E-LOC', 'S-LOC', 'B-PER', 'I-PER', 'E-PER', 'S-PER'],
  wordCount: 1234,
  vectorCount: 100000,
  wordParameterCount: 61750,
  networkParameterCount: 5000,
  tokenizer: 'words',
  temperature: 1.25,
  provenance: {},
};

test('a model is described line by line', () => {
  expect(renderDescription(description)).toBe(
    [
      'model           teddy.safetensors, 1.3 MB',
      'cell            gru',
      'directions      forward',
      'layers          2',
      'word dimension  50',
      'characters      cnn, widths 3, 20 filters each; 61 known characters, dimension',
      '                30',
      'shape           none',
      'hidden          80 units per direction',
      'dense           40, 20',
      'decoder         softmax',
      'types           LOC, PER',
      'labels          9: O, and B, I, E, S of each type',
      'words           1,234 learned, 100,000 kept as vectors',
      'parameters      66,750: 61,750 in word vectors, 5,000 in the network',
      'tokenizer       words',
      'temperature     1.25',
      '',
    ].join('\n'),
  );
});

test('of a language model, what only a tagger has is left out', () => {
  const { dense: _, decoder: _d, types: _t, labels: _l, temperature: _f, ...body } = description;
  expect(renderDescription({ ...body, kind: 'language model', layers: 1 })).toBe(
    [
      'language model  teddy.safetensors, 1.3 MB',
      'cell            gru',
      'directions      forward',
      'layers          1',
      'word dimension  50',
      'characters      cnn, widths 3, 20 filters each; 61 known characters, dimension',
      '                30',
      'shape           none',
      'hidden          80 units per direction',
      'words           1,234 learned, 100,000 kept as vectors',
      'parameters      66,750: 61,750 in word vectors, 5,000 in the network',
      'tokenizer       words',
      '',
    ].join('\n'),
  );
});

test.each([
  [
    { encoder: 'cnn', dimension: 30, filters: 20, widths: [2, 3, 4] } as const,
    'cnn, widths 2, 3, 4, 20 filters each; 61 known characters, dimension 30',
  ],
  [
    { encoder: 'rnn', dimension: 30, cell: 'gru', hidden: 25 } as const,
    'rnn, gru, 25 units per direction; 61 known characters, dimension 30',
  ],
])('character features by %j are described', (characters, text) => {
  const lines = renderDescription({ ...description, characters }).replace(/\n {16}/g, ' ');
  expect(lines).toContain(`characters      ${text}\n`);
});

test('the shape of words is described by its dimension', () => {
  expect(renderDescription({ ...description, shape: { dimension: 10 } })).toContain(
    'shape           dimension 10\n',
  );
});

test('a network without character features has none', () => {
  expect(renderDescription({ ...description, characters: null, characterCount: 0 })).toContain(
    'characters      none\n',
  );
});

test('the tokenizer is followed by the version of ICU', () => {
  expect(renderDescription({ ...description, tokenizer: 'unicode', icu: '78.2' })).toContain(
    'tokenizer       unicode, ICU 78.2\n',
  );
});

test('the provenance follows the network', () => {
  const lines = renderDescription({ ...description, provenance: { seed: 1 } });
  expect(lines.endsWith('temperature     1.25\nseed            1\n')).toBe(true);
});

test('a model that folds words ignores case', () => {
  const rendered = (foldsWords: boolean) => renderDescription({ ...description, foldsWords });
  expect(rendered(false)).toContain('words           1,234 learned, 100,000 kept as vectors\n');
  expect(rendered(true)).toContain(
    'words           1,234 learned, 100,000 kept as vectors; case is ignored\n',
  );
});

test('a model whose learned words are vectors has only vectors', () => {
  const rendered = (foldsWords: boolean) =>
    renderDescription({ ...description, wordCount: 0, foldsWords });
  expect(rendered(false)).toContain('words           100,000 kept as vectors\n');
  expect(rendered(true)).toContain('words           100,000 kept as vectors; case is ignored\n');
});

test('the subwords of a network that reads some are counted', () => {
  const subwords = { lengths: [2, 3], most: 9000 };
  const lines = renderDescription({ ...description, subwords, subwordCount: 8123 });
  expect(lines).toContain('subwords        8,123 learned, of 2, 3 characters\n');
  expect(renderDescription(description)).not.toContain('subwords');
});

test('a network that reads documents is described so', () => {
  const line = 'documents       what they say about words with capitals\n';
  expect(renderDescription({ ...description, documents: true })).toContain(line);
  expect(renderDescription(description)).not.toContain('documents');
});
