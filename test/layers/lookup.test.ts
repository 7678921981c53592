import { expect, test } from '@jest/globals';
import { lookupForward } from '../../src/layers/lookup.js';
import { allocateMatrix, columnsOf } from '../../src/tensors/matrix.js';
import { freshEngine } from '../kernels/fresh-engine.js';
import { randomNumbers } from '../reference/random.js';
import { relativeError } from '../reference/relative-error.js';
import { gatherRows, scatterAddRows } from '../reference/rows.js';
import { matrixOf, valuesOf } from '../tensors/matrix-of.js';
import { placeParameters } from './placed-parameters.js';

const rowCount = 4;
const idLists = [[2], [0, 3, 0, 0, 1, 3]];

test.each([1, 3, 4, 5, 8, 17].flatMap((width) => idLists.map((ids) => ({ width, ids }))))(
  'rows and their gradients match the reference for width $width, ids $ids',
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
