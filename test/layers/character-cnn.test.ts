import { expect, test } from '@jest/globals';
import { characterCnnForward } from '../../src/layers/character-cnn.js';
import type { Spelling } from '../../src/layers/spelling.js';
import { allocateMatrix, columnsOf, type Engine } from '../../src/tensors/matrix.js';
import { arithmetics, freshEngine } from '../kernels/fresh-engine.js';
import { characterCnn } from '../reference/character-cnn.js';
import type { NamedArrays } from '../reference/named-arrays.js';
import { randomNumbers } from '../reference/random.js';
import { relativeError } from '../reference/relative-error.js';
import { matrixOf, valuesOf } from '../tensors/matrix-of.js';
import { placeParameters } from './placed-parameters.js';
import { bear, characterCount, lists, long, one, teddy, unknown } from './spellings.js';

interface Shape {
  readonly widths: readonly number[];
  readonly D: number;
  readonly F: number;
}

const shapesOf = ({ widths, D, F }: Shape) => [
  { name: 'embedding', shape: [characterCount + 1, D] },
  ...widths.flatMap((width) => [
    { name: `weight_w${width}`, shape: [F, width * D] },
    { name: `bias_w${width}`, shape: [F] },
  ]),
];

function randomValues(seed: number, shape: Shape): NamedArrays {
  const random = randomNumbers(seed);
  return Object.fromEntries(
    shapesOf(shape).map(({ name, shape }) => [
      name,
      random.normals(shape.reduce((product, size) => product * size)),
    ]),
  );
}

function place(engine: Engine, values: NamedArrays, shape: Shape) {
  const { find, gradients } = placeParameters(engine, shapesOf(shape), values);
  const convolutions = shape.widths.map((width) => ({
    width,
    weight: find(`weight_w${width}`),
    bias: find(`bias_w${width}`),
  }));
  return { parameters: { embedding: find('embedding'), convolutions }, gradients };
}

const shapes = [
  { widths: [3], D: 1, F: 1 },
  { widths: [3], D: 3, F: 5 },
  { widths: [3], D: 8, F: 17 },
  { widths: [2, 3, 4], D: 3, F: 5 },
  { widths: [1, 5, 16], D: 4, F: 3 },
];
const cases = arithmetics.flatMap((arithmetic) =>
  shapes.flatMap((shape) => lists.map((list) => ({ arithmetic, shape, ...list }))),
);

test.each(cases)(
  '$arithmetic vectors match the reference to 1e-5, gradients to 1e-4, for $what, $shape',
  ({ arithmetic, spellings, shape }) => {
    const { widths, D, F } = shape;
    const width = widths.length * F;
    const values = randomValues(D * 100 + F, shape);
    const dOutput = randomNumbers(F).normals(spellings.length * width);
    const reference = characterCnn(spellings, values, widths);
    const expected = reference.backward(dOutput);

    const engine = freshEngine(arithmetic);
    const { parameters, gradients } = place(engine, values, shape);
    // Some columns of wider rows, as next to word vectors.
    const wide = columnsOf(allocateMatrix(engine, spellings.length, width + 5), 3, width);
    const layer = characterCnnForward(engine, parameters, spellings, wide);
    expect(relativeError(valuesOf(engine, wide), reference.output)).toBeLessThan(1e-5);

    // Gradients are added to, so after two passes they are double.
    for (let pass = 0; pass < 2; pass++) layer.backward(matrixOf(engine, dOutput, width));
    for (const { name, gradient } of gradients()) {
      const half = gradient.map((d) => d / 2);
      expect(relativeError(half, expected[name])).toBeLessThan(1e-4);
    }
  },
);

const shape = { widths: [2, 3], D: 5, F: 3 };
const width = 6;
const values = randomValues(1, shape);

test('a word has the same vector, to the bit, alone and in any batch', () => {
  const vectors = (spellings: readonly Spelling[]) => {
    const engine = freshEngine();
    const output = allocateMatrix(engine, spellings.length, width);
    characterCnnForward(engine, place(engine, values, shape).parameters, spellings, output);
    return valuesOf(engine, output);
  };
  const words = [long, teddy, one, unknown, bear];
  const together = vectors(words);
  words.forEach((word, w) => {
    expect(vectors([word])).toEqual(together.subarray(w * width, (w + 1) * width));
  });
});

test('nothing is written outside the given columns', () => {
  const engine = freshEngine();
  const { parameters } = place(engine, values, shape);
  const rows = allocateMatrix(engine, 3, width + 2);
  characterCnnForward(engine, parameters, [teddy, bear, teddy], columnsOf(rows, 1, width));
  const isWritten = [...valuesOf(engine, rows)].map((value) => !Number.isNaN(value));
  const row = [false, ...new Array(width).fill(true), false];
  expect(isWritten).toEqual([...row, ...row, ...row]);
});

test('a word that comes often takes memory for its characters once', () => {
  const bytesFor = (spellings: readonly Spelling[]) => {
    const engine = freshEngine();
    const { parameters } = place(engine, values, shape);
    const output = allocateMatrix(engine, spellings.length, width);
    const before = engine.memory.mark();
    characterCnnForward(engine, parameters, spellings, output);
    return engine.memory.mark() - before;
  };
  // Beside the characters, each token takes the four bytes that name its word, in pieces of 64.
  expect(bytesFor(new Array(1000).fill(long))).toBeLessThanOrEqual(bytesFor([long]) + 4000);
});
