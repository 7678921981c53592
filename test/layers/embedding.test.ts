import { expect, test } from '@jest/globals';
import {
  type EmbeddingTable,
  embeddingForward,
  lookupForward,
} from '../../src/layers/embedding.js';
import { allocateMatrix, columnsOf, type Engine } from '../../src/tensors/matrix.js';
import { freshEngine } from '../kernels/fresh-engine.js';
import { dequantizeRows, quantizeRows } from '../reference/quantization.js';
import { randomNumbers } from '../reference/random.js';
import { relativeError } from '../reference/relative-error.js';
import { gatherRows, scatterAddRows } from '../reference/rows.js';
import { subwords as referenceSubwords } from '../reference/subwords.js';
import { matrixOf, valuesOf } from '../tensors/matrix-of.js';
import { placeParameters } from './placed-parameters.js';

const learnedRows = 6;
const fixedRows = 5;

/** A table of learned rows and fixed ones, and all of its rows in double precision. */
function randomTable(engine: Engine, width: number) {
  const random = randomNumbers(width);
  const { memory } = engine;
  const learned = random.normals(learnedRows * width);
  const { quantized, scales } = quantizeRows(random.normals(fixedRows * width), width);
  const bytes = memory.allocate(fixedRows * width);
  memory.bytes(bytes, fixedRows * width).set(quantized);
  const scaleAddress = memory.allocate(fixedRows * 4);
  memory.floats(scaleAddress, fixedRows).set(scales);
  const table: EmbeddingTable = {
    rows: learnedRows,
    width,
    value: matrixOf(engine, learned, width).address,
    fixed: { count: fixedRows, bytes, scales: scaleAddress },
  };
  const fixed = dequantizeRows(quantized, scales, width);
  return { table, rows: Float64Array.of(...learned, ...fixed), random };
}

const idLists = [
  { what: 'learned words', ids: [3, 0, 5, 3, 3, 1] },
  { what: 'fixed words', ids: [6, 10, 7, 10] },
  { what: 'both, one after the other', ids: [6, 0, 7, 7, 5, 5, 10, 0, 9] },
  { what: 'one word', ids: [2] },
  { what: 'no word', ids: [] },
];
const cases = [1, 3, 4, 17].flatMap((width) => idLists.map((list) => ({ ...list, width })));

test.each(cases)('$what are turned into their rows of width $width', ({ ids, width }) => {
  const engine = freshEngine();
  const { table, rows } = randomTable(engine, width);
  const output = allocateMatrix(engine, ids.length, width);
  embeddingForward(engine, table, { ids }, output);
  expect(output).toMatchObject({ rows: ids.length, columns: width });
  expect(relativeError(valuesOf(engine, output), gatherRows(rows, ids, width))).toBeLessThan(1e-6);
});

test.each(cases)(
  'the gradient of width $width is summed over the tokens of each learned word, for $what',
  ({ ids, width }) => {
    const engine = freshEngine();
    const { table, random } = randomTable(engine, width);
    const dOutput = random.normals(ids.length * width);
    const output = allocateMatrix(engine, ids.length, width);
    const gradients = embeddingForward(engine, table, { ids }, output).backward(
      matrixOf(engine, dOutput, width),
    );
    const learned = ids.filter((id) => id < learnedRows);
    expect(gradients.ids).toEqual([...new Set(learned)].sort((a, b) => a - b));
    const dTable = scatterAddRows(
      new Float64Array((learnedRows + fixedRows) * width),
      ids,
      dOutput,
      width,
    );
    const count = gradients.ids.length * width;
    const found = engine.memory.floats(gradients.gradient, count);
    expect(relativeError(found, gatherRows(dTable, gradients.ids, width))).toBeLessThan(1e-6);
  },
);

const subwordLists = [
  { what: 'of some words', ids: [3, 0, 8, 3], subwords: [[4, 5, 4], [], [1, 2], [5]] },
  { what: 'of one word', ids: [0], subwords: [[1, 2, 3, 4, 5]] },
  { what: 'of no word', ids: [1, 7], subwords: [[], []] },
];

test.each([1, 3, 4, 17].flatMap((width) => subwordLists.map((list) => ({ ...list, width }))))(
  'subwords $what and their gradients match the reference for width $width',
  ({ ids, subwords, width }) => {
    const engine = freshEngine();
    const { table, rows, random } = randomTable(engine, width);
    const dOutput = random.normals(ids.length * width);
    // Columns of a wider matrix, as in the input of a network.
    const output = columnsOf(allocateMatrix(engine, ids.length, width + 3), 2, width);
    const { backward } = embeddingForward(engine, table, { ids, subwords }, output);
    const reference = referenceSubwords(gatherRows(rows, ids, width), subwords, rows);
    expect(relativeError(valuesOf(engine, output), reference.output)).toBeLessThan(1e-6);

    const gradients = backward(matrixOf(engine, dOutput, width));
    const { dWords, dTable } = reference.backward(dOutput);
    const learned = [...ids, ...subwords.flat()].filter((id) => id < learnedRows);
    expect(gradients.ids).toEqual([...new Set(learned)].sort((a, b) => a - b));
    const expected = scatterAddRows(dTable, ids, dWords, width);
    const found = engine.memory.floats(gradients.gradient, gradients.ids.length * width);
    if (found.length === 0) return;
    expect(relativeError(found, gatherRows(expected, gradients.ids, width))).toBeLessThan(1e-6);
  },
);

const rowCount = 4;
const smallIdLists = [[2], [0, 3, 0, 0, 1, 3]];

test.each([1, 3, 4, 5, 8, 17].flatMap((width) => smallIdLists.map((ids) => ({ width, ids }))))(
  'rows of a small table and their gradients match the reference for width $width, ids $ids',
  ({ width, ids }) => {
    const random = randomNumbers(width);
    const table = random.normals(rowCount * width);
    const dOutput = random.normals(ids.length * width);
    const engine = freshEngine();
    const shapes = [{ name: 'table', shape: [rowCount, width] }];
    const { find, gradients } = placeParameters(engine, shapes, { table });
    const output = columnsOf(allocateMatrix(engine, ids.length, width + 3), 2, width);
    const layer = lookupForward(engine, find('table'), ids, output);
    expect(valuesOf(engine, output)).toEqual(
      Float64Array.from(Float32Array.from(gatherRows(table, ids, width))),
    );
    // Gradients are added to, so after two passes they are double.
    for (let pass = 0; pass < 2; pass++) layer.backward(matrixOf(engine, dOutput, width));
    const [{ gradient }] = gradients();
    const expected = scatterAddRows(new Float64Array(table.length), ids, dOutput, width);
    expect(
      relativeError(
        gradient.map((d) => d / 2),
        expected,
      ),
    ).toBeLessThan(1e-6);
  },
);
