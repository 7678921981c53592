import { expect, test } from '@jest/globals';
import { cells } from '../../src/layers/cells/cells.js';
import { characterRnnForward } from '../../src/layers/character-rnn.js';
import type { Spelling } from '../../src/layers/spelling.js';
import { allocateMatrix, columnsOf, type Engine } from '../../src/tensors/matrix.js';
import { arithmetics, freshEngine } from '../kernels/fresh-engine.js';
import { cellNames } from '../reference/cells/cells.js';
import { characterRnn } from '../reference/character-rnn.js';
import type { NamedArrays } from '../reference/named-arrays.js';
import { randomNumbers } from '../reference/random.js';
import { type CharacterRnnShape, randomCharacterRnn } from '../reference/random-characters.js';
import { relativeError } from '../reference/relative-error.js';
import { matrixOf, valuesOf } from '../tensors/matrix-of.js';
import { placeParameters } from './placed-parameters.js';
import { bear, characterCount, lists, long, one, teddy, unknown } from './spellings.js';

function place(engine: Engine, values: NamedArrays, { cell, D, H }: CharacterRnnShape) {
  const { gateCount, peepholeCount } = cells[cell];
  const G = gateCount * H;
  const suffixes = ['l0', 'l0_reverse'];
  const shapes = [
    { name: 'embedding', shape: [characterCount, D] },
    ...suffixes.flatMap((suffix) => [
      { name: `weight_ih_${suffix}`, shape: [G, D] },
      { name: `weight_hh_${suffix}`, shape: [G, H] },
      { name: `bias_${suffix}`, shape: [G] },
      ...(peepholeCount > 0 ? [{ name: `peephole_${suffix}`, shape: [peepholeCount * H] }] : []),
    ]),
  ];
  const { find, gradients } = placeParameters(engine, shapes, values);
  const layer = suffixes.map((suffix) => ({
    cell: cells[cell],
    weightIh: find(`weight_ih_${suffix}`),
    weightHh: find(`weight_hh_${suffix}`),
    bias: find(`bias_${suffix}`),
    peephole: peepholeCount > 0 ? find(`peephole_${suffix}`) : undefined,
  }));
  return { parameters: { embedding: find('embedding'), layer }, gradients };
}

const sizes = [
  { D: 1, H: 1 },
  { D: 5, H: 7 },
];
const cases = arithmetics.flatMap((arithmetic) =>
  cellNames.flatMap((cell) =>
    sizes.flatMap((size) =>
      lists.map((list) => ({ arithmetic, shape: { cell, characterCount, ...size }, ...list })),
    ),
  ),
);

test.each(cases)(
  '$arithmetic vectors match the reference to 1e-5, gradients to 1e-4, for $what, $shape',
  ({ arithmetic, spellings, shape }) => {
    const width = 2 * shape.H;
    const random = randomNumbers(shape.H);
    const values = randomCharacterRnn(random, shape);
    const dOutput = random.normals(spellings.length * width);
    const reference = characterRnn(spellings, values, shape.cell);
    const expected = reference.backward(dOutput);

    const engine = freshEngine(arithmetic);
    const { parameters, gradients } = place(engine, values, shape);
    // Some columns of wider rows, as next to word vectors.
    const wide = columnsOf(allocateMatrix(engine, spellings.length, width + 5), 3, width);
    // Gradients are added to, so after two passes they are double.
    for (let pass = 0; pass < 2; pass++) {
      const layer = characterRnnForward(engine, parameters, spellings, wide);
      expect(relativeError(valuesOf(engine, wide), reference.output)).toBeLessThan(1e-5);
      layer.backward(matrixOf(engine, dOutput, width));
    }
    for (const { name, gradient } of gradients()) {
      const half = gradient.map((d) => d / 2);
      expect(relativeError(half, expected[name])).toBeLessThan(1e-4);
    }
  },
);

const shape = { cell: 'lstm', characterCount, D: 5, H: 3 } as const;
const width = 6;
const values = randomCharacterRnn(randomNumbers(1), shape);

test('a word has the same vector, to the bit, alone and in any batch', () => {
  const vectors = (spellings: readonly Spelling[]) => {
    const engine = freshEngine();
    const output = allocateMatrix(engine, spellings.length, width);
    characterRnnForward(engine, place(engine, values, shape).parameters, spellings, output);
    return valuesOf(engine, output);
  };
  const words = [one, teddy, long, unknown, bear];
  const together = vectors(words);
  words.forEach((word, w) => {
    expect(vectors([word])).toEqual(together.subarray(w * width, (w + 1) * width));
  });
});

test('nothing is written outside the given columns', () => {
  const engine = freshEngine();
  const { parameters } = place(engine, values, shape);
  const rows = allocateMatrix(engine, 3, width + 2);
  characterRnnForward(engine, parameters, [teddy, bear, teddy], columnsOf(rows, 1, width));
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
    characterRnnForward(engine, parameters, spellings, output);
    return engine.memory.mark() - before;
  };
  // Beside the characters, each token takes two numbers that name the rows of its word, in pieces
  // of 64 bytes.
  expect(bytesFor(new Array(1000).fill(long))).toBeLessThanOrEqual(bytesFor([long]) + 8000);
});
