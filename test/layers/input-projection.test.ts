// The projection of an input, rows of which end in zeros, against the same without knowing it.
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { columnDropoutForward } from '../../src/layers/dropout.js';
import { projectionForward } from '../../src/layers/input-projection.js';
import type { FullRows } from '../../src/layers/layer.js';
import { allocateMatrix } from '../../src/tensors/matrix.js';
import { allocateParameters } from '../../src/tensors/parameters.js';
import { createRandom } from '../../src/tensors/random.js';
import { freshEngine } from '../kernels/fresh-engine.js';
import { randomNumbers } from '../reference/random.js';
import { matrixOf, valuesOf } from '../tensors/matrix-of.js';

const K = 23;
const G = 20;

interface Case {
  /** Whether each row is full. */
  readonly full: readonly boolean[];
  /** The first column that is zero in the other rows. */
  readonly end: number;
  readonly rate: number;
}

function pass({ full, end, rate }: Case, isKnown: boolean) {
  const engine = freshEngine();
  const { memory, kernels } = engine;
  const { normals } = randomNumbers(full.length + end);
  const shapes = [
    { name: 'weight', shape: [G, K] },
    { name: 'bias', shape: [G] },
  ];
  const parameters = allocateParameters(engine, shapes, true);
  memory.floats(parameters.values, parameters.count).set(normals(parameters.count));
  const values = normals(full.length * K).map((value, index) =>
    full[Math.floor(index / K)] || index % K < end ? value : 0,
  );
  const input = matrixOf(engine, values, K);
  const { x, columns } = columnDropoutForward(engine, input, rate, createRandom(1));
  const kept = columns && [...memory.integers(columns.ids, columns.count)];
  const ids = full.flatMap((isFull, row) => (isFull ? [row] : []));
  const fullRows: FullRows = {
    ids: memory.storeIntegers(ids),
    count: ids.length,
    end: kept ? kept.filter((id) => id < end).length : end,
  };
  const dGates = matrixOf(engine, normals(full.length * G), G);
  const dX = allocateMatrix(engine, x.rows, x.columns);
  kernels.fill(x.rows * x.columns, 0, dX.address);
  const weights = { weightIh: parameters.find('weight'), bias: parameters.find('bias') };
  const projection = projectionForward(engine, weights, {
    x,
    columns,
    ...(isKnown && { fullRows }),
  });
  const output = valuesOf(engine, projection.output);
  projection.backward(dGates, dX);
  const gradients = memory.floats(parameters.gradients, parameters.count).slice();
  return { output, gradients, dX: valuesOf(engine, dX) };
}

test('Rows that end in zeros change no bit', () => {
  const cases = fc.record({
    full: fc.array(fc.boolean(), { minLength: 1, maxLength: 9 }),
    end: fc.integer({ min: 1, max: K }),
    rate: fc.constantFrom(0, 0.4, 0.9),
  });
  fc.assert(
    fc.property(cases, (case_) => {
      const known = pass(case_, true);
      expect(known).toEqual(pass(case_, false));
      expect(known.output.some((value) => value !== 0)).toBe(true);
    }),
    { numRuns: 50 },
  );
});
