import { expect, test } from '@jest/globals';
import { charactersForward, type Spelling } from '../../src/layers/characters.js';
import { allocateMatrix, columnsOf, type Engine } from '../../src/tensors/matrix.js';
import { allocateParameters } from '../../src/tensors/parameters.js';
import { arithmetics, freshEngine } from '../kernels/fresh-engine.js';
import { type CharacterValues, characters } from '../reference/characters.js';
import { type RandomNumbers, randomNumbers } from '../reference/random.js';
import { relativeError } from '../reference/relative-error.js';
import { matrixOf, valuesOf } from '../tensors/matrix-of.js';

interface Shape {
  readonly letterCount: number;
  readonly D: number;
  readonly F: number;
}

function randomValues(random: RandomNumbers, { letterCount, D, F }: Shape): CharacterValues {
  return {
    embedding: random.normals((letterCount + 1) * D),
    weight: random.normals(F * 3 * D),
    bias: random.normals(F),
  };
}

function placeParameters(engine: Engine, values: CharacterValues, { letterCount, D, F }: Shape) {
  const { list, find } = allocateParameters(
    engine,
    [
      { name: 'embedding', shape: [letterCount + 1, D] },
      { name: 'weight', shape: [F, 3 * D] },
      { name: 'bias', shape: [F] },
    ],
    true,
  );
  for (const { name, value, count } of list) {
    engine.memory.floats(value, count).set(values[name as keyof CharacterValues]);
  }
  return { embedding: find('embedding'), weight: find('weight'), bias: find('bias') };
}

const teddy: Spelling = [3, 4, 5, 5, 6];
const bear: Spelling = [7, 4, 1, 2];
const one: Spelling = [2];
const unknown: Spelling = [0, 0, 0];
const long: Spelling = Array.from({ length: 64 }, (_, p) => (p * 5) % 8);

const lists = [
  { what: 'a single letter', spellings: [one] },
  { what: 'one word three times', spellings: [teddy, teddy, teddy] },
  { what: 'an unknown letter among others', spellings: [[1, 0, 2], unknown] },
  { what: 'words of 64 letters', spellings: [long, one, long] },
  { what: 'many kinds', spellings: [teddy, bear, one, teddy, unknown, long, bear, one, teddy] },
];
const shapes = [
  { D: 1, F: 1 },
  { D: 3, F: 5 },
  { D: 8, F: 17 },
];
const cases = arithmetics.flatMap((arithmetic) =>
  shapes.flatMap((shape) => lists.map((list) => ({ arithmetic, ...shape, ...list }))),
);

test.each(cases)(
  '$arithmetic vectors match the reference to 1e-5, gradients to 1e-4, for $what, D=$D F=$F',
  ({ arithmetic, spellings, D, F }) => {
    const shape = { letterCount: 8, D, F };
    const random = randomNumbers(D * 100 + F);
    const values = randomValues(random, shape);
    const dOutput = random.normals(spellings.length * F);
    const reference = characters(spellings, values);
    const expected = reference.backward(dOutput);

    const engine = freshEngine(arithmetic);
    const parameters = placeParameters(engine, values, shape);
    // A part of wider rows, as beside the vectors of words.
    const wide = columnsOf(allocateMatrix(engine, spellings.length, F + 5), 3, F);
    const layer = charactersForward(engine, parameters, spellings, wide);
    expect(relativeError(valuesOf(engine, wide), reference.output)).toBeLessThan(1e-5);

    // Gradients are added to, so after two passes they are double.
    for (let pass = 0; pass < 2; pass++) layer.backward(matrixOf(engine, dOutput, F));
    for (const name of ['embedding', 'weight', 'bias'] as const) {
      const { gradient, count } = parameters[name];
      const half = Float64Array.from(engine.memory.floats(gradient, count), (d) => d / 2);
      expect(relativeError(half, expected[name])).toBeLessThan(1e-4);
    }
  },
);

const shape = { letterCount: 8, D: 5, F: 6 };

test('a word has the same vector, to the bit, alone and beside any other', () => {
  const values = randomValues(randomNumbers(1), shape);
  const vectors = (spellings: readonly Spelling[]) => {
    const engine = freshEngine();
    const output = allocateMatrix(engine, spellings.length, shape.F);
    charactersForward(engine, placeParameters(engine, values, shape), spellings, output);
    return valuesOf(engine, output);
  };
  const words = [long, teddy, one, unknown, bear];
  const together = vectors(words);
  words.forEach((word, w) => {
    expect(vectors([word])).toEqual(together.subarray(w * shape.F, (w + 1) * shape.F));
  });
});

test('nothing is written beside the columns asked for', () => {
  const engine = freshEngine();
  const parameters = placeParameters(engine, randomValues(randomNumbers(1), shape), shape);
  const rows = allocateMatrix(engine, 3, shape.F + 2);
  charactersForward(engine, parameters, [teddy, bear, teddy], columnsOf(rows, 1, shape.F));
  const isWritten = [...valuesOf(engine, rows)].map((value) => !Number.isNaN(value));
  const row = [false, ...new Array(shape.F).fill(true), false];
  expect(isWritten).toEqual([...row, ...row, ...row]);
});

test('a word that comes often takes memory for its letters once', () => {
  const bytesFor = (spellings: readonly Spelling[]) => {
    const engine = freshEngine();
    const parameters = placeParameters(engine, randomValues(randomNumbers(1), shape), shape);
    const output = allocateMatrix(engine, spellings.length, shape.F);
    const before = engine.memory.mark();
    charactersForward(engine, parameters, spellings, output);
    return engine.memory.mark() - before;
  };
  // Beside the letters, each token takes the four bytes that name its word, in pieces of 64.
  expect(bytesFor(new Array(1000).fill(long))).toBeLessThanOrEqual(bytesFor([long]) + 4000);
});
