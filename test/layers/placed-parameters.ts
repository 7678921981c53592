// The reference's parameters in the engine's memory.
import type { Engine } from '../../src/tensors/matrix.js';
import { allocateParameters, type ParameterShape } from '../../src/tensors/parameters.js';
import type { NamedArrays } from '../reference/named-arrays.js';

/** @param values under the names of the shapes */
export function placeParameters(
  engine: Engine,
  shapes: readonly ParameterShape[],
  values: NamedArrays,
) {
  const parameters = allocateParameters(engine, shapes, true);
  for (const { name, value, count } of parameters.list) {
    engine.memory.floats(value, count).set(values[name]);
  }
  const gradients = () =>
    parameters.list.map(({ name, gradient, count }) => ({
      name,
      gradient: Float64Array.from(engine.memory.floats(gradient, count)),
    }));
  return { find: parameters.find, gradients };
}
