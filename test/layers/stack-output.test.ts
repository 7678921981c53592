// Recurrent layers as tagging runs them, against those of training.
import { expect, test } from '@jest/globals';
import type { BidirectionalParameters } from '../../src/layers/bidirectional.js';
import { type CellName, cells } from '../../src/layers/cells/cells.js';
import { prepareProjection } from '../../src/layers/input-projection.js';
import { layOutSteps } from '../../src/layers/layer.js';
import { prepareStack, stackForward } from '../../src/layers/stack.js';
import { type Engine, rowsOf } from '../../src/tensors/matrix.js';
import { allocateParameters } from '../../src/tensors/parameters.js';
import { prepareInputProduct } from '../../src/tensors/prepared-product.js';
import { freshEngine } from '../kernels/fresh-engine.js';
import { cellNames } from '../reference/cells/cells.js';
import { randomNumbers } from '../reference/random.js';
import { matrixOf, valuesOf } from '../tensors/matrix-of.js';

const E = 19;
const H = 33;
const shortLengths = [7, 7, 4, 2, 1];
// More tokens than are projected at a time.
const longLengths = [300, 290, 7, 4, 1];

/** Two layers of two directions. */
function randomStack(engine: Engine, name: CellName): BidirectionalParameters[] {
  const { gateCount, peepholeCount } = cells[name];
  const G = gateCount * H;
  const random = randomNumbers(1);
  return [E, 2 * H].map((width) =>
    ['forward', 'reverse'].map((): BidirectionalParameters[number] => {
      const shapes = [
        { name: 'weightIh', shape: [G, width] },
        { name: 'weightHh', shape: [G, H] },
        { name: 'bias', shape: [G] },
        { name: 'peephole', shape: [peepholeCount * H] },
      ];
      const parameters = allocateParameters(engine, shapes, false);
      const { values, count } = parameters;
      engine.memory.floats(values, count).set(random.normals(count, 0.2));
      const [weightIh, weightHh, bias, peephole] = shapes.map(({ name }) => parameters.find(name));
      const cell = cells[name];
      return { cell, weightIh, weightHh, bias, ...(peepholeCount > 0 && { peephole }) };
    }),
  );
}

function outputs(arithmetic: 'exact' | 'int8', name: CellName, lengths = shortLengths) {
  const engine = freshEngine(arithmetic);
  const stack = randomStack(engine, name);
  const steps = layOutSteps(engine, lengths);
  const x = matrixOf(engine, randomNumbers(2).normals(steps.R * E), E);
  const run = prepareStack(engine, stack);
  const projections = stack[0].map((direction) =>
    prepareProjection(engine, direction, prepareInputProduct),
  );
  const project = () =>
    projections.map((of) => {
      const gates = of(x);
      return (first: number, count: number) => rowsOf(gates, first, count);
    });
  const tagging = valuesOf(engine, run(steps, project()));
  const again = valuesOf(engine, run(steps, project()));
  return {
    tagging,
    again,
    training: valuesOf(engine, stackForward(engine, stack, { steps, x }).output),
  };
}

test.each(cellNames)('%s: exact tagging gives the bits of training, batch after batch', (name) => {
  const { tagging, again, training } = outputs('exact', name, longLengths);
  expect(tagging).toEqual(training);
  expect(again).toEqual(training);
});

test.each(cellNames)('%s: tagging in whole numbers gives nearly the same states', (name) => {
  const { tagging, again, training } = outputs('int8', name);
  const largest = Math.max(...tagging.map((found, place) => Math.abs(found - training[place])));
  // A sum has some dozens of states, each rounded by up to 1/254; an RNN sums such errors up.
  expect(largest).toBeLessThan(0.2);
  expect(largest).toBeGreaterThan(0.0001);
  expect(again).toEqual(tagging);
});
