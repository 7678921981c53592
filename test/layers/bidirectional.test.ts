// A layer whose reverse direction another thread computes, against the same layer on one thread.
import { expect, test } from '@jest/globals';
import {
  type BidirectionalParameters,
  bidirectionalForward,
  type StartReverse,
} from '../../src/layers/bidirectional.js';
import { type CellName, cells } from '../../src/layers/cells/cells.js';
import { directionForward } from '../../src/layers/direction.js';
import { layOutSteps } from '../../src/layers/layer.js';
import type { Engine } from '../../src/tensors/matrix.js';
import { allocateParameters } from '../../src/tensors/parameters.js';
import { freshEngine } from '../kernels/fresh-engine.js';
import { cellNames } from '../reference/cells/cells.js';
import { randomNumbers } from '../reference/random.js';
import { matrixOf, valuesOf } from '../tensors/matrix-of.js';

const E = 19;
const H = 33;

function bothDirections(engine: Engine, name: CellName, values: () => number) {
  const { gateCount, peepholeCount } = cells[name];
  const gates = gateCount * H;
  const shapes = ['forward', 'reverse'].flatMap((direction) => [
    { name: `${direction} weightIh`, shape: [gates, E] },
    { name: `${direction} weightHh`, shape: [gates, H] },
    { name: `${direction} bias`, shape: [gates] },
    { name: `${direction} peephole`, shape: [peepholeCount * H] },
  ]);
  const parameters = allocateParameters(engine, shapes, true);
  engine.memory.floats(parameters.values, parameters.count).forEach((_, n, all) => {
    all[n] = values() / 4;
  });
  const layer: BidirectionalParameters = ['forward', 'reverse'].map((direction) => ({
    cell: cells[name],
    weightIh: parameters.find(`${direction} weightIh`),
    weightHh: parameters.find(`${direction} weightHh`),
    bias: parameters.find(`${direction} bias`),
    peephole: peepholeCount > 0 ? parameters.find(`${direction} peephole`) : undefined,
  }));
  return { layer, gradients: () => engine.memory.floats(parameters.gradients, parameters.count) };
}

/** Does nothing before `wait`, so that a caller who does not wait finds nothing done. */
function reverseLater(engine: Engine, layer: BidirectionalParameters): StartReverse {
  return (parameters, steps, input, output) => {
    expect(parameters).toBe(layer[1]);
    const start = () =>
      directionForward(engine, layer[1], { ...input, steps, isReverse: true }, output);
    let run: ReturnType<typeof start>;
    return {
      wait: () => {
        run = start();
      },
      backward: (dOutput, dX) => ({
        wait: () => {
          engine.kernels.fill(dX.rows * dX.columns, 0, dX.address);
          run.backward(dOutput, dX);
        },
      }),
    };
  };
}

/** Output and gradients of a random layer over sentences of these lengths, by the name of each. */
function pass(name: CellName, lengths: readonly number[], threads: 1 | 2) {
  const engine = freshEngine();
  const random = randomNumbers(lengths.length);
  const { layer, gradients } = bothDirections(engine, name, () => random.normals(1)[0]);
  const steps = layOutSteps(engine, lengths);
  const x = matrixOf(engine, random.normals(steps.R * E), E);
  const dOutput = matrixOf(engine, random.normals(steps.R * 2 * H), 2 * H);
  const startReverse = threads === 2 ? reverseLater(engine, layer) : undefined;
  const run = bidirectionalForward(engine, layer, { steps, x, startReverse });
  const output = valuesOf(engine, run.output);
  const dX = valuesOf(engine, run.backward(dOutput));
  return { output, dX, dParameters: gradients().slice() };
}

const cases = cellNames.flatMap((name) =>
  [[1], [6, 4, 4, 1], [40, 33, 2, 2]].map((lengths) => ({ name, lengths })),
);

test.each(cases)(
  '$name has the same bits with its reverse direction on another thread, lengths $lengths',
  ({ name, lengths }) => {
    const divided = pass(name, lengths, 2);
    expect(divided).toEqual(pass(name, lengths, 1));
    expect(divided.dX.every((value) => value !== 0 && Number.isFinite(value))).toBe(true);
  },
);
