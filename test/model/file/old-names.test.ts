import { expect, test } from '@jest/globals';
import { renameOldKeys } from '../../../src/model/file/old-names.js';

test('old keys are renamed, in the provenance of a base model too', () => {
  const counts = { gold: 3, found: 2, correct: 1 };
  const old = {
    keep_vectors: 5,
    training: { dropout: { input: 0.5, output: 0.5, sharing: 'batch' } },
    scores: { dev: { overall: counts, types: { found: counts } } },
    quantized: { words: 7, unrounded_dev_f1: 90 },
    runs: { seeds: [1, 2], dev: [1, null] },
    from: { name: 'base', provenance: { keep_vectors: 6 } },
  };
  const renamed = { gold: 3, predicted: 2, correct: 1 };
  expect(renameOldKeys(old)).toEqual({
    keepVectors: 5,
    training: { dropout: { input: 0.5, output: 0.5, mask: 'batch' } },
    scores: { dev: { overall: renamed, types: { found: renamed } } },
    quantized: { words: 7, unquantizedDevF1: 90 },
    runs: { seeds: [1, 2], dev: [1, null] },
    from: { name: 'base', provenance: { keepVectors: 6 } },
  });
});

test('present keys and types called like old keys stay', () => {
  const present = { keepVectors: 5, types: { found: 1, sharing: 2 } };
  expect(renameOldKeys(present)).toEqual(present);
});
