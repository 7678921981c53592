import { expect, test } from '@jest/globals';
import { readConll } from '../../src/corpora/conll.js';
import { quantizeVectors } from '../../src/model/stored-vectors.js';
import { createTagger } from '../../src/model/tagger.js';
import { createRandom } from '../../src/tensors/random.js';
import { holdOut } from '../../src/training/hold-out.js';
import { collectVocabulary, initializeEmbedding } from '../../src/training/vocabulary.js';
import { plainLstm } from '../model/plain-lstm.js';

const sentence = (text: string, ...labels: readonly string[]) => ({
  tokens: text.split(' '),
  spans: labels.map((label, start) => ({ label, start, end: start + 1 })),
  line: 1,
});

test('words come in the order of the sentences, each once, behind the unknown one', () => {
  const { words } = collectVocabulary([sentence('the bear The'), sentence('a bear .')], false);
  expect(words).toEqual(['', 'the', 'bear', 'The', 'a', '.']);
});

test('letters are those of two different words, in their order, behind the unknown one', () => {
  const { letters } = collectVocabulary(
    [sentence('zoo bear zoo'), sentence('Bear \u{1f9f8}a \u{1f9f8}')],
    false,
  );
  expect(letters).toEqual(['', 'e', 'a', 'r', '\u{1f9f8}']);
});

test('a letter that is never read, in the middle of a very long word, is not learned', () => {
  const long = `${'a'.repeat(40)}q${'b'.repeat(40)}`;
  const { letters } = collectVocabulary([sentence(`${long} a b q`)], false);
  expect(letters).toEqual(['', 'a', 'b']);
});

test('folded words come in their order, their letters as they are written', () => {
  const { words, letters } = collectVocabulary(
    [sentence('The the Tea'), sentence('tea TOO .')],
    true,
  );
  expect(words).toEqual(['', 'the', 'tea', 'too', '.']);
  expect(letters).toEqual(['', 'T', 'h', 'e', 't', 'a']);
});

test('types are sorted, each once', () => {
  const { types } = collectVocabulary(
    [sentence('a b', 'PER', 'LOC'), sentence('c d', 'PER')],
    false,
  );
  expect(types).toEqual(['LOC', 'PER']);
});

test('words and types of the sentences held out are not learned', async () => {
  const { sentences } = await readConll('data/teddy/train.conll');
  const { train, dev } = holdOut(sentences, createRandom(1));
  const { words } = collectVocabulary(train, false);
  const known = new Set(train.flatMap(({ tokens }) => tokens));
  expect(new Set(words)).toEqual(new Set(['', ...known]));
  const unseen = dev.flatMap(({ tokens }) => tokens).filter((token) => !known.has(token));
  expect(unseen.length).toBeGreaterThan(10);
  for (const token of unseen) expect(words).not.toContain(token);
});

test('letters of the sentences held out are not learned', async () => {
  const { sentences } = await readConll('data/teddy/train.conll');
  const { train } = holdOut(sentences, createRandom(1));
  const wordsWith = new Map<string, number>();
  for (const word of new Set(train.flatMap(({ tokens }) => tokens))) {
    for (const letter of new Set(word)) wordsWith.set(letter, (wordsWith.get(letter) ?? 0) + 1);
  }
  const known = [...wordsWith.keys()].filter((letter) => wordsWith.get(letter)! > 1);
  const { letters } = collectVocabulary(train, false);
  expect(letters).toEqual(['', ...known]);
  expect(known.length).toBeGreaterThan(40);
});

const rows = [
  [1, 2, -3],
  [0.5, 0.25, 0.125],
  [7, 8, 9],
];

function tagger(words: readonly string[], digitsAreZeros: boolean) {
  const vectors = quantizeVectors({
    words: ['bear', '00', 'unasked'],
    rows: Float32Array.from(rows.flat()),
    dimension: 3,
    digitsAreZeros,
  })!;
  const config = { ...plainLstm, wordDimension: 3, hidden: 4, decoder: 'crf' } as const;
  const options = { arithmetic: 'exact', isTraining: true } as const;
  const content = { config, types: ['PER'], words, letters: [], vectors };
  return { vectors, tagger: createTagger(content, options) };
}

const words = ['', 'wolf', 'bear', 'BEAR', '17', 'Bear', '1st'];

function initialized(words: readonly string[], digitsAreZeros: boolean, seed = 1) {
  const { tagger: made, vectors } = tagger(words, digitsAreZeros);
  const coverage = initializeEmbedding(made, createRandom(seed));
  const { value, rows: count, width } = made.network.table;
  const table = made.engine.memory.floats(value, count * width).slice();
  const rowOf = (word: string) => [...table.slice(words.indexOf(word) * 3).slice(0, 3)];
  const stored = (row: number) =>
    [...vectors.bytes.slice(row * 3, row * 3 + 3)].map((byte) =>
      Math.fround(byte * vectors.scales[row]),
    );
  return { coverage, rowOf, stored, made };
}

test('training words are counted by the form under which the vector file has them', () => {
  const { coverage } = initialized(words, true);
  expect(coverage.counts).toEqual({ exact: 1, 'lower case': 2, 'digits as 0': 1 });
  expect([...coverage.rows].sort()).toEqual([2, 3, 4, 5]);
});

test('digits are not made 0 where the vector file keeps them', () => {
  const { coverage } = initialized(words, false);
  expect(coverage.counts).toEqual({ exact: 1, 'lower case': 2, 'digits as 0': 0 });
  expect([...coverage.rows].sort()).toEqual([2, 3, 5]);
});

test('each form begins with the row it is found by, to the bit as the model stores it', () => {
  const { rowOf, stored } = initialized(words, true);
  for (const form of ['bear', 'BEAR', 'Bear']) expect(rowOf(form)).toEqual(stored(0));
  expect(rowOf('17')).toEqual(stored(1));
});

test('words without a vector and the unknown word begin random, each with other numbers', () => {
  const { rowOf, made } = initialized(words, true);
  const beginnings = ['', 'wolf', '1st'].map((word) => String(rowOf(word)));
  expect(new Set(beginnings).size).toBe(3);
  for (const word of ['', 'wolf', '1st']) {
    for (const number of rowOf(word)) expect(Math.abs(number)).toBeLessThanOrEqual(1);
  }
  expect(String(initialized(words, true, 2).rowOf('wolf'))).not.toBe(beginnings[1]);
  expect(made.lexicon.idOf('unasked')).toBe(words.length + 2);
});

test('without a vector file no row begins as a vector', () => {
  const config = { ...plainLstm, wordDimension: 3, hidden: 4, decoder: 'crf' } as const;
  const options = { arithmetic: 'exact', isTraining: true } as const;
  const made = createTagger({ config, types: ['PER'], words, letters: [] }, options);
  const { rows, counts } = initializeEmbedding(made, createRandom(1));
  expect(rows.size).toBe(0);
  expect(counts).toEqual({ exact: 0, 'lower case': 0, 'digits as 0': 0 });
});
