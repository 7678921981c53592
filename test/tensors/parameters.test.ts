import { expect, test } from '@jest/globals';
import {
  allocateParameters,
  gradientMatrix,
  placeParameters,
  valueMatrix,
  zeros,
} from '../../src/tensors/parameters.js';
import { freshEngine } from '../kernels/fresh-engine.js';
import { valuesOf } from './matrix-of.js';

const shapes = [
  { name: 'weight', shape: [3, 7] },
  { name: 'bias', shape: [17] },
  { name: 'one', shape: [1] },
];

test('values and gradients begin as zeros, padding between them included', () => {
  const engine = freshEngine();
  const { values, gradients, count } = allocateParameters(engine, shapes, true);
  expect(new Set(engine.memory.floats(values, count))).toEqual(new Set([0]));
  expect(new Set(engine.memory.floats(gradients, count))).toEqual(new Set([0]));
});

test('each parameter has its own numbers, on a 64-byte boundary, inside the block', () => {
  const engine = freshEngine();
  const parameters = allocateParameters(engine, shapes, true);
  for (const [n, { value, gradient, count }] of parameters.list.entries()) {
    expect(value % 64).toBe(0);
    expect(gradient - parameters.gradients).toBe(value - parameters.values);
    engine.memory.floats(value, count).fill(n + 1);
    engine.memory.floats(gradient, count).fill(-n - 1);
  }
  const block = Array.from(engine.memory.floats(parameters.values, parameters.count));
  const counts = [1, 2, 3].map((mark) => block.filter((x) => x === mark).length);
  expect(counts).toEqual([21, 17, 1]);
  const gradients = Array.from(engine.memory.floats(parameters.gradients, parameters.count));
  expect(gradients.map((x) => 0 - x)).toEqual(block);
});

test('a network that only tags has no gradients', () => {
  const parameters = allocateParameters(freshEngine(), shapes, false);
  expect(parameters.gradients).toBe(0);
  expect(parameters.list.map(({ gradient }) => gradient)).toEqual([0, 0, 0]);
});

test('parameters placed in a block that is there already are those it was allocated for', () => {
  const { values, gradients, ...allocated } = allocateParameters(freshEngine(), shapes, true);
  const placed = placeParameters(shapes, { values, gradients });
  expect(placed.list).toEqual(allocated.list);
  expect(placed.count).toBe(allocated.count);
  const tagging = placeParameters(shapes, { values, gradients: 0 });
  expect(tagging.list.map(({ value }) => value)).toEqual(placed.list.map(({ value }) => value));
  expect(tagging.list.map(({ gradient }) => gradient)).toEqual([0, 0, 0]);
});

test('a parameter is found by its name, and an unknown name is an error', () => {
  const parameters = allocateParameters(freshEngine(), shapes, true);
  expect(parameters.find('bias')).toBe(parameters.list[1]);
  expect(() => parameters.find('biases')).toThrow('no parameter biases');
});

test('a parameter of two dimensions is a matrix of values and one of gradients', () => {
  const engine = freshEngine();
  const weight = allocateParameters(engine, shapes, true).find('weight');
  engine.memory.floats(weight.value, 21).set(Array.from({ length: 21 }, (_, k) => k));
  engine.memory.floats(weight.gradient, 21).fill(9);
  expect(valueMatrix(weight)).toMatchObject({ rows: 3, columns: 7, stride: 7 });
  expect(valuesOf(engine, valueMatrix(weight))[20]).toBe(20);
  expect(valuesOf(engine, gradientMatrix(weight))).toEqual(new Float64Array(21).fill(9));
});

test('new zeros are zeros even if the memory held something else', () => {
  const engine = freshEngine();
  const address = zeros(engine, 13);
  expect(Array.from(engine.memory.floats(address, 13))).toEqual(new Array(13).fill(0));
});
