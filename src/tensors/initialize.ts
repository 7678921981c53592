// Random numbers that weights start with.
import type { Engine } from './matrix.js';
import type { Random } from './random.js';

/** `count` numbers from `address` on. */
export interface FloatRange {
  readonly address: number;
  readonly count: number;
}

/** Uniform in [-limit, limit). */
export function initializeUniform(
  { memory }: Engine,
  { address, count }: FloatRange,
  limit: number,
  random: Random,
): void {
  const values = memory.floats(address, count);
  for (let i = 0; i < count; i++) values[i] = (2 * random.uniform() - 1) * limit;
}

/** Uniform with variance 2 / (inputs + outputs) (Glorot & Bengio 2010). */
export function initializeGlorot(
  engine: Engine,
  address: number,
  shape: { readonly inputs: number; readonly outputs: number },
  random: Random,
): void {
  const limit = Math.sqrt(6 / (shape.inputs + shape.outputs));
  initializeUniform(engine, { address, count: shape.inputs * shape.outputs }, limit, random);
}

/**
 * A random orthogonal matrix of `size` rows and columns (Saxe, McClelland & Ganguli 2014). Rows of
 * random numbers are made orthonormal one after the other (modified Gram-Schmidt), each of them
 * twice, because one pass in single precision leaves errors.
 */
export function initializeOrthogonal(
  { memory, kernels }: Engine,
  address: number,
  size: number,
  random: Random,
): void {
  const values = memory.floats(address, size * size);
  for (let i = 0; i < values.length; i++) values[i] = random.normal();
  const row = (r: number) => address + r * size * 4;
  for (let r = 0; r < size; r++) {
    for (let pass = 0; pass < 2; pass++) {
      for (let before = 0; before < r; before++) {
        const overlap = kernels.dot(size, row(r), row(before));
        kernels.axpy(size, -overlap, row(before), row(r));
      }
      kernels.scale(size, 1 / Math.sqrt(kernels.dot(size, row(r), row(r))), row(r));
    }
  }
}
