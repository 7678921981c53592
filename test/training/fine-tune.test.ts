import { expect, test } from '@jest/globals';
import type { Tagger } from '../../src/model/tagger.js';
import { createRandom } from '../../src/tensors/random.js';
import { compareContent, createTrainableFromBase } from '../../src/training/fine-tune.js';
import { train } from '../../src/training/train.js';
import { createTrainableTagger } from '../../src/training/trainable-tagger.js';
import { collectVocabulary } from '../../src/training/vocabulary.js';
import { randomTagger } from '../model/random-tagger.js';
import { sentences, variants } from '../model/tagger-variants.js';
import { toyOptions, toySentences, toyTrained } from './toy-corpus.js';

const exact = { arithmetic: 'exact' } as const;
const startOf = (seed: number) => ({ random: createRandom(seed), gateBias: 0 });

function weightsOf({ engine: { memory }, network: { parameters, table } }: Tagger): number[] {
  return [
    ...memory.floats(parameters.values, parameters.count),
    ...memory.floats(table.value, table.rows * table.width),
  ];
}

const rowOf = ({ engine, network: { table } }: Tagger, row: number) => [
  ...engine.memory.floats(table.value + row * table.width * 4, table.width),
];

test.each(variants)(
  'with $name, a corpus of the same words and types starts from an identical tagger',
  ({ options }) => {
    const base = randomTagger(options);
    const { types, words, characters } = base.content;
    // In another order, and fewer of them.
    const vocabulary = {
      types,
      words: ['', ...words.slice(1).reverse()],
      characters: characters.slice(2),
    };
    const { tagger, reset } = createTrainableFromBase(base, vocabulary, exact);
    reset(startOf(1));
    expect(weightsOf(tagger)).toEqual(weightsOf(base));
    expect(tagger.content).toEqual(base.content);
    expect(tagger.tagSentences(sentences)).toEqual(base.tagSentences(sentences));
  },
);

test('a new word starts with its vector in the base model, found under any form', () => {
  const base = randomTagger({
    words: ['a'],
    vectorWords: ['bear', 'x', '00'],
    digitsAreZeros: true,
  });
  const vocabulary = { types: ['LOC', 'PER'], words: ['', 'Bear', 'new', '17'], characters: [''] };
  const { tagger, coverage, reset } = createTrainableFromBase(base, vocabulary, exact);
  reset(startOf(1));
  expect(tagger.content.words).toEqual(['', 'a', 'Bear', 'new', '17']);
  expect([...coverage.vectorRows.keys()]).toEqual([2, 4]);
  const { bytes, scales } = base.content.vectors!;
  const stored = (row: number) =>
    Array.from(bytes.slice(row * 5, row * 5 + 5), (byte) => Math.fround(byte * scales[row]));
  expect(rowOf(tagger, 2)).toEqual(stored(0));
  expect(rowOf(tagger, 4)).toEqual(stored(2));
  // Words that are found by their vector are tagged as before they had a row.
  const known = [
    ['Bear', 'a', '17'],
    ['a', 'bear', 'x', 'a'],
    ['17', '17', 'Bear'],
  ];
  expect(tagger.tagSentences(known)).toEqual(base.tagSentences(known));
});

test('new words, characters and types start as in a new tagger of the same seed', () => {
  const base = randomTagger({ words: ['a'], characters: ['a'], types: ['LOC'] });
  const vocabulary = { types: ['DATE'], words: ['', 'new'], characters: ['', 'ß'] };
  const { tagger, reset } = createTrainableFromBase(base, vocabulary, exact);
  reset(startOf(7));
  const fresh = createTrainableTagger(tagger.content, exact);
  fresh.reset(startOf(7));
  expect(rowOf(tagger, 2)).toEqual(rowOf(fresh.tagger, 2));
  const valuesOf = ({ engine, network }: Tagger, name: string) => {
    const { value, count } = network.parameters.find(name);
    return [...engine.memory.floats(value, count)];
  };
  const O = 16;
  const output = valuesOf(tagger, 'output.weight');
  expect(output.slice(O)).toEqual(valuesOf(fresh.tagger, 'output.weight').slice(O));
  expect(output.slice(0, O)).toEqual(valuesOf(base, 'output.weight').slice(0, O));
  const transitions = valuesOf(tagger, 'crf.transitions');
  expect(transitions.slice(1)).toEqual(new Array(24).fill(0));
  const characters = (of: Tagger) => valuesOf(of, 'characters.embedding').slice(2 * 4, 3 * 4);
  expect(characters(tagger)).toEqual(characters(fresh.tagger));
});

test('a reset forgets what was learned, and the same seed gives the same weights', () => {
  const base = randomTagger({ words: ['met'] });
  const vocabulary = collectVocabulary(toySentences, false);
  const { tagger, coverage, reset } = createTrainableFromBase(base, vocabulary, exact);
  const learn = () => {
    const { random, gateBias } = startOf(3);
    reset({ random, gateBias });
    const initial = weightsOf(tagger);
    const corpus = { sentences: toySentences, dev: toySentences, scheme: 'IOBES' } as const;
    const rowsWithVector = coverage.vectorRows;
    const input = { ...corpus, rowsWithVector, random, isInterrupted: () => false };
    for (const _ of train(tagger, input, { ...toyOptions, epochs: 2 }));
    return { initial, learned: weightsOf(tagger) };
  };
  const first = learn();
  expect(first.learned).not.toEqual(first.initial);
  expect(learn()).toEqual(first);
});

test('what the base model knows is known before the first epoch', () => {
  const { tagger: base } = toyTrained();
  const { tagger, reset } = createTrainableFromBase(
    base,
    collectVocabulary(toySentences, false),
    exact,
  );
  reset(startOf(9));
  expect(tagger.tagSentences(toySentences.map(({ tokens }) => tokens))).toEqual(
    toySentences.map(({ spans }) => spans),
  );
});

test('new words, characters and types and dropped types are listed', () => {
  const before = randomTagger({ words: ['a'], characters: ['a'], types: ['LOC', 'PER'] });
  const vocabulary = { types: ['DATE', 'LOC'], words: ['', 'b', 'a'], characters: ['', 'a', 'b'] };
  const { tagger } = createTrainableFromBase(before, vocabulary, exact);
  expect(compareContent(before.content, tagger.content)).toEqual({
    words: ['b'],
    characters: ['b'],
    types: ['DATE'],
    droppedTypes: ['PER'],
  });
});

test('a network without character features learns no characters', () => {
  const before = randomTagger({ words: ['a'] });
  const vocabulary = { types: ['LOC'], words: ['', 'b'], characters: ['', 'b'] };
  expect(createTrainableFromBase(before, vocabulary, exact).tagger.content.characters).toEqual([]);
});

test('entities of the base model stay known; without them, none are', () => {
  const vocabulary = {
    types: ['PER'],
    words: [''],
    characters: [''],
    entities: Uint32Array.of(1, 5),
  };
  const entitiesFrom = (trainingEntities: Uint32Array | undefined) =>
    createTrainableFromBase(randomTagger({ trainingEntities }), vocabulary, exact).tagger.content
      .trainingEntities;
  expect(entitiesFrom(Uint32Array.of(3, 5))).toEqual(Uint32Array.of(1, 3, 5));
  expect(entitiesFrom(undefined)).toBeUndefined();
});

test('a tagger from a language model has seen the entities of its corpus, and its own top', () => {
  const base = randomTagger({ types: [], words: ['a'], decoder: 'softmax' });
  const vocabulary = collectVocabulary(toySentences, false);
  const top = { layers: 2, dense: [3], decoder: 'crf', documents: true } as const;
  const { tagger } = createTrainableFromBase(base, vocabulary, { ...exact, top });
  expect(tagger.content.trainingEntities).toEqual(vocabulary.entities);
  expect(tagger.content.config).toEqual({ ...base.content.config, ...top });
  expect(tagger.content.types).toEqual(vocabulary.types);
});
