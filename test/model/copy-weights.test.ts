import { expect, test } from '@jest/globals';
import { copyBody, copyWeights } from '../../src/model/copy-weights.js';
import { cellNames } from '../../src/model/network/config.js';
import type { Tagger } from '../../src/model/tagger.js';
import {
  characters,
  type RandomTaggerOptions,
  randomTagger,
  recurrentCharacters,
} from './random-tagger.js';
import { variants as allVariants, sentences } from './tagger-variants.js';

// Vectors of a file are no weights: both taggers are made with them.
const variants = allVariants.filter(({ options }) => !('vectorWords' in options));
const [{ options: plain }] = variants;
const cellVariants = cellNames.map((cell) => ({
  name: cell,
  options: { ...plain, shape: { cell, layers: 2, dense: [6] } },
}));

/** Makes the labels of these types so unlikely that none is ever chosen. */
function silence({ engine, labels, network }: Tagger, types: readonly string[]): void {
  const { value, count } = network.parameters.find('output.bias');
  const bias = engine.memory.floats(value, count);
  labels.tags.forEach((tag, id) => {
    if (types.includes(tag.slice(2))) bias[id] = -1e4;
  });
}

const values = ({ engine, network }: Tagger, name: string) => {
  const { value, count } = network.parameters.find(name);
  return [...engine.memory.floats(value, count)];
};

/** The rows of the labels of a type. */
function rowsOf(tagger: Tagger, name: string, type: string): number[] {
  const { shape, count } = tagger.network.parameters.find(name);
  const all = values(tagger, name);
  const width = count / shape[0];
  return tagger.labels.tags.flatMap((tag, id) =>
    tag.slice(2) === type ? all.slice(id * width, (id + 1) * width) : [],
  );
}

const known = sentences.map((words) => words.filter((word) => word !== 'unseen'));
const grow = ({ words = [], characters, ...rest }: RandomTaggerOptions): RandomTaggerOptions => ({
  ...rest,
  words: [...words, 'new', 'unseen'],
  characters: characters && [...characters, 'ß', '語'],
  types: ['DATE', 'LOC', 'MISC', 'PER', 'WORK'],
  seed: 99,
});

test.each([...variants, ...cellVariants])(
  'with $name, what both know is tagged as before among new words, characters and types',
  ({ options }) => {
    const from = randomTagger(options);
    const before = from.tagSentences(known);
    expect(before.flat().length).toBeGreaterThan(20);
    const to = randomTagger(grow(options));
    copyWeights(from, to);
    silence(to, ['DATE', 'MISC', 'WORK']);
    expect(to.tagSentences(known)).toEqual(before);
  },
);

test.each(variants)('with $name, dropped types leave the others as they were', ({ options }) => {
  const from = randomTagger({ ...options, types: ['DATE', 'LOC', 'MISC', 'PER'] });
  const to = randomTagger({ ...options, types: ['LOC', 'PER'], seed: 99 });
  copyWeights(from, to);
  silence(from, ['DATE', 'MISC']);
  expect(to.tagSentences(sentences)).toEqual(from.tagSentences(sentences));
});

test('what only the other knows stays as it was', () => {
  const from = randomTagger({ words: ['a'], characters: ['x'], types: ['LOC'] });
  const options = { words: ['a', 'b'], characters: ['x', 'y'], types: ['DATE', 'LOC'], seed: 5 };
  const [to, untouched] = [randomTagger(options), randomTagger(options)];
  copyWeights(from, to);
  for (const name of ['output.weight', 'output.bias', 'crf.start', 'crf.end', 'crf.transitions']) {
    expect(rowsOf(to, name, 'DATE')).toEqual(rowsOf(untouched, name, 'DATE'));
  }
  // Behind the unknown character and x comes y, then the edge of a word, which both have.
  const characters = values(to, 'characters.embedding');
  const width = 4;
  expect(characters.slice(2 * width, 3 * width)).toEqual(
    values(untouched, 'characters.embedding').slice(2 * width, 3 * width),
  );
  expect(characters.slice(3 * width)).toEqual(
    values(from, 'characters.embedding').slice(2 * width),
  );
});

const body = /^(?:characters|shape)\.|^encoder\.\w+_l0/;

test.each([
  ['cnn', characters],
  ['rnn', recurrentCharacters],
])('of a language model with %s characters, the body is copied and nothing else', (_, encoder) => {
  const options = { characters: ['a', 'b'], characterEncoder: encoder };
  const network = { shape: { dimension: 3 } };
  const from = randomTagger({ ...options, types: [], decoder: 'softmax', shape: network });
  const top = { ...network, layers: 2, dense: [6], documents: true } as const;
  const to = randomTagger({ ...options, words: ['a', 'b', 'c', 'new'], shape: top, seed: 99 });
  const before = new Map(
    to.network.parameters.list.map(({ name }) => [name, values(to, name)] as const),
  );
  copyBody(from, to);
  for (const { name, shape } of to.network.parameters.list) {
    const [found, old] = [values(to, name), before.get(name)];
    if (!body.test(name)) {
      expect(found).toEqual(old);
      continue;
    }
    const source = from.network.parameters.find(name);
    const width = shape[1] ?? 1;
    const known = source.shape[1] ?? 1;
    // The columns that only the tagger reads are those of documents, at the end of each row.
    const expected = old!.map((value, k) =>
      k % width < known ? values(from, name)[Math.floor(k / width) * known + (k % width)] : value,
    );
    expect(found).toEqual(expected);
  }
  const rows = ({ engine, network: { table } }: Tagger, count: number) => [
    ...engine.memory.floats(table.value, count * table.width),
  ];
  expect(rows(to, 4)).toEqual(rows(from, 4));
});
