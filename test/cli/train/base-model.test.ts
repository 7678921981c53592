import { expect, test } from '@jest/globals';
import { renderFineTuning } from '../../../src/cli/train/base-model.js';
import { provenanceOfBase } from '../../../src/cli/train/base-provenance.js';
import { createTrainableFromBase } from '../../../src/training/fine-tune.js';
import type { Vocabulary } from '../../../src/training/vocabulary.js';
import { type RandomTaggerOptions, randomTagger } from '../../model/random-tagger.js';

const file = { name: 'm.safetensors', sha256: 'abc' };

function fineTuningLine(options: RandomTaggerOptions, vocabulary: Vocabulary): string {
  const tagger = randomTagger(options);
  const trainable = createTrainableFromBase(tagger, vocabulary, { arithmetic: 'exact' });
  return renderFineTuning({ ...file, tagger, provenance: {} }, trainable);
}

test('the line has what the base model knows, what is new, and the dropped types', () => {
  const options = {
    words: ['a', 'b'],
    characters: ['a'],
    vectorWords: ['x'],
    types: ['LOC', 'PER'],
  };
  const vocabulary = {
    types: ['DATE', 'ORG', 'PER'],
    words: ['', 'a', 'X', 'y'],
    characters: ['', 'x', 'y'],
  };
  expect(fineTuningLine(options, vocabulary)).toBe(
    'base model m.safetensors: 2 words, 1 vector, 1 character; new: 2 words (1 with a vector), 2 characters, types DATE, ORG; dropped: type LOC',
  );
});

test('vectors, characters and types are left out of the line if there are none', () => {
  const vocabulary = { types: ['LOC', 'PER'], words: ['', 'y'], characters: ['', 'y'] };
  expect(fineTuningLine({ words: ['a'] }, vocabulary)).toBe(
    'base model m.safetensors: 1 word; new: 1 word (0 with a vector)',
  );
});

test('provenance keeps the name, SHA-256 and provenance of the base model', () => {
  const provenance = { training: { seed: 1 }, runs: { seeds: [1, 2], dev: [null, 50] } };
  expect(provenanceOfBase({ ...file, provenance })).toEqual({ ...file, provenance });
});

test('provenance keeps only name and SHA-256 of the base model of the base model', () => {
  const before = { name: 'a', sha256: '1', provenance: { from: { name: 'b', sha256: '2' } } };
  expect(provenanceOfBase({ ...file, provenance: { seed: 1, from: before } })).toEqual({
    ...file,
    provenance: { seed: 1, from: { name: 'a', sha256: '1' } },
  });
  // A file may have any JSON there.
  expect(provenanceOfBase({ ...file, provenance: { from: [1] } })).toEqual({
    ...file,
    provenance: {},
  });
});

test('deeply nested provenance is pruned, so that the next file can be read', () => {
  let provenance: Record<string, unknown> = {};
  for (let level = 0; level < 97; level++)
    provenance = { deeper: level % 2 ? [provenance] : provenance };
  const text = JSON.stringify(provenanceOfBase({ ...file, provenance }));
  const depth = text.match(/[[{]/g)!.length;
  expect(depth).toBeGreaterThan(5);
  expect(depth).toBeLessThan(20);
});
