import { expect, test } from '@jest/globals';
import { renderGrowth } from '../../../src/cli/train/base-model.js';
import { createRandom } from '../../../src/tensors/random.js';
import { createGrownTrainee } from '../../../src/training/fine-tune.js';
import type { Vocabulary } from '../../../src/training/vocabulary.js';
import { type RandomTaggerOptions, randomTagger } from '../../model/random-tagger.js';

function growthLine(options: RandomTaggerOptions, vocabulary: Vocabulary): string {
  const tagger = randomTagger(options);
  const grown = createGrownTrainee(tagger, vocabulary, { arithmetic: 'exact' });
  const coverage = grown.start({ random: createRandom(1), gateBias: 0 });
  const from = { name: 'm.safetensors', sha256: '', tagger, provenance: {} };
  return renderGrowth(from, grown.tagger, coverage);
}

test('it tells what is known, what is new, and what is given up', () => {
  const options = { words: ['a', 'b'], letters: ['a'], vectorWords: ['x'], types: ['LOC', 'PER'] };
  const vocabulary = {
    types: ['DATE', 'ORG', 'PER'],
    words: ['', 'a', 'X', 'y'],
    letters: ['', 'x', 'y'],
  };
  expect(growthLine(options, vocabulary)).toBe(
    'from m.safetensors: 2 words beside 1 vector, 1 letter; new 2 words (1 by vectors), 2 letters, types DATE, ORG, given up type LOC',
  );
});

test('of letters and types there is nothing to tell where there are none or no others', () => {
  const vocabulary = { types: ['LOC', 'PER'], words: ['', 'y'], letters: ['', 'y'] };
  expect(growthLine({ words: ['a'] }, vocabulary)).toBe(
    'from m.safetensors: 1 word; new 1 word (0 by vectors)',
  );
});
