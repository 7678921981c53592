import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readModel, writeModel } from '../../src/model/file/model-file.js';
import { quantizeWords } from '../../src/model/quantize-words.js';
import type { Tagger } from '../../src/model/tagger.js';
import { UNKNOWN_WORD } from '../../src/model/vocabulary/lexicon.js';
import { temporaryPath } from './model-bytes.js';
import { characters, randomTagger, shape, wordDimension } from './random-tagger.js';

const options = {
  words: ['the', 'bear', "don't", 'paris'],
  vectorWords: ['Paris', 'The', 'wolf', 'Wolf', 'bear', 'don\u2019t'],
  characters: ['a', 'b', 'e'],
  characterEncoder: characters,
  shape: { shape, foldsWords: true },
};

/** The vector by which the tagger knows a word. */
function vectorOf({ lexicon, network, engine }: Tagger, word: string): number[] {
  const { rows, width, value, fixed } = network.table;
  const id = lexicon.idOf(word);
  if (id < rows) return [...engine.memory.floats(value + 4 * id * width, width)];
  const scale = engine.memory.floats(fixed.scales, fixed.count)[id - rows];
  const bytes = new Int8Array(engine.memory.bytes(fixed.bytes, fixed.count * width));
  const row = bytes.subarray((id - rows) * width, (id - rows + 1) * width);
  return [...row].map((byte) => Math.fround(byte * scale));
}

test('learned words join the vectors, of which those are left out that nothing can find', () => {
  const { content } = quantizeWords(randomTagger(options), 'exact');
  expect(content.words).toEqual(['']);
  expect(content.vectors?.words).toEqual(['the', 'bear', "don't", 'paris', 'wolf', 'Wolf']);
});

test('without a vector file learned words are the vectors', () => {
  const { content } = quantizeWords(randomTagger({ words: ['a', 'B'] }), 'exact');
  expect(content.vectors?.words).toEqual(['a', 'B']);
});

test('a tagger that has learned no word keeps its vectors', () => {
  const before = randomTagger({ words: [], vectorWords: ['a', 'b'] });
  expect(quantizeWords(before, 'exact').content.vectors).toEqual(before.content.vectors);
});

test('every word keeps its vector: learned ones to half a step, the others to the bit', () => {
  const before = randomTagger(options);
  const after = quantizeWords(before, 'exact');
  const words = ['the', 'THE', 'bear', "DON'T", 'don\u2019t', 'Paris', 'paris', 'PARIS'];
  for (const word of words) {
    expect(before.lexicon.idOf(word)).not.toBe(UNKNOWN_WORD);
    const expected = vectorOf(before, word);
    const step = Math.max(...expected.map(Math.abs)) / 127;
    const found = vectorOf(after, word);
    for (let column = 0; column < wordDimension; column++) {
      expect(Math.abs(found[column] - expected[column])).toBeLessThanOrEqual(step * 0.501);
    }
  }
  for (const word of ['wolf', 'Wolf', 'WOLF', 'fox', '']) {
    expect(vectorOf(after, word)).toEqual(vectorOf(before, word));
  }
});

test('only words are rounded: without any, sentences are tagged as before', () => {
  const before = randomTagger({ ...options, words: [] });
  const after = quantizeWords(before, 'exact');
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('the', 'Bear', 'wolf', 'WOLF', 'x'), { minLength: 1 }),
      (tokens) => {
        expect(after.tagSentences([tokens])).toEqual(before.tagSentences([tokens]));
      },
    ),
  );
});

test('the entities of the training stay known', () => {
  const trainingEntities = Uint32Array.of(1, 5);
  const after = quantizeWords(randomTagger({ ...options, trainingEntities }), 'exact');
  expect(after.content.trainingEntities).toEqual(trainingEntities);
});

test('subwords are rounded to steps of their rows, and tag as a model file of them does', async () => {
  const before = randomTagger({ ...options, subwords: ['<b', 'ea', 'ris'] });
  const small = quantizeWords(before, 'exact');
  const rowsOf = ({ engine, network, content }: Tagger) =>
    engine.memory.floats(
      network.table.value + content.words.length * wordDimension * 4,
      3 * wordDimension,
    );
  const [found, exact] = [rowsOf(small), rowsOf(before)];
  exact.forEach((value, i) => {
    const row = exact.subarray(i - (i % wordDimension), i - (i % wordDimension) + wordDimension);
    const step = Math.max(...row.map(Math.abs)) / 127;
    expect(Math.abs(found[i] - value)).toBeLessThan(0.5001 * step);
  });
  const path = temporaryPath();
  await writeModel(path, small, {});
  const { tagger } = await readModel(path, 'exact');
  expect([...rowsOf(tagger)]).toEqual([...found]);
  const sentences = [
    ['the', 'bear', 'saw', 'Paris', 'bearish'],
    ['wolf', 'unseen', 'eagle'],
  ];
  expect(tagger.tagSentences(sentences)).toEqual(small.tagSentences(sentences));
  // Written again, the file is the same.
  const again = temporaryPath();
  await writeModel(again, tagger, {});
  expect(readFileSync(again).equals(readFileSync(path))).toBe(true);
});
