import { expect, test } from '@jest/globals';
import { linearForward } from '../../src/layers/linear.js';
import { allocateMatrix, columnsOf } from '../../src/tensors/matrix.js';
import { allocateParameters } from '../../src/tensors/parameters.js';
import { arithmetics, freshEngine } from '../kernels/fresh-engine.js';
import { linear } from '../reference/linear.js';
import { randomNumbers } from '../reference/random.js';
import { relativeError } from '../reference/relative-error.js';
import { matrixOf, valuesOf } from '../tensors/matrix-of.js';

const cases = arithmetics.flatMap((arithmetic) =>
  [1, 3, 8, 17].flatMap((inputs) =>
    [1, 4, 5, 9].flatMap((outputs) =>
      [1, 2, 5].map((rows) => ({ arithmetic, inputs, outputs, rows })),
    ),
  ),
);

test.each(cases)(
  '$arithmetic output and gradients match the reference for $rows rows from $inputs to $outputs, in wider rows too',
  ({ arithmetic, inputs, outputs, rows }) => {
    const random = randomNumbers(inputs * 100 + outputs * 10 + rows);
    const [weight, bias] = [random.normals(outputs * inputs), random.normals(outputs)];
    const [x, dOutput] = [random.normals(rows * inputs), random.normals(rows * outputs)];
    const exact = linear(x, { weight, bias });
    const expected = exact.backward(dOutput);

    const engine = freshEngine(arithmetic);
    const { list } = allocateParameters(
      engine,
      [
        { name: 'weight', shape: [outputs, inputs] },
        { name: 'bias', shape: [outputs] },
      ],
      true,
    );
    const [W, b] = list;
    engine.memory.floats(W.value, W.count).set(weight);
    engine.memory.floats(b.value, b.count).set(bias);
    const wide = columnsOf(allocateMatrix(engine, rows, outputs + 3), 0, outputs);
    const layer = linearForward(
      engine,
      { weight: W, bias: b },
      { x: matrixOf(engine, x, inputs) },
      wide,
    );
    expect(relativeError(valuesOf(engine, layer.output), exact.output)).toBeLessThan(1e-5);

    const once = valuesOf(engine, layer.backward(matrixOf(engine, dOutput, outputs)));
    const twice = valuesOf(engine, layer.backward(matrixOf(engine, dOutput, outputs)));
    expect(relativeError(once, expected.dInputs)).toBeLessThan(1e-5);
    expect(twice).toEqual(once);
    // Parameter gradients are added to, so after two passes they are double.
    const gradient = (address: number, count: number) =>
      Float64Array.from(engine.memory.floats(address, count), (d) => d / 2);
    expect(relativeError(gradient(W.gradient, W.count), expected.dWeight)).toBeLessThan(1e-5);
    expect(relativeError(gradient(b.gradient, b.count), expected.dBias)).toBeLessThan(1e-5);
  },
);
