// Vectors: the functions of one element, the sums, and the rows of tables. Every result is a new
// array.
import { sigmoid as sigmoidOf } from './sigmoid.js';

export const exp = (x: ArrayLike<number>) => Float64Array.from(x, Math.exp);

export const log = (x: ArrayLike<number>) => Float64Array.from(x, Math.log);

export const tanh = (x: ArrayLike<number>) => Float64Array.from(x, Math.tanh);

export const sigmoid = (x: ArrayLike<number>) => Float64Array.from(x, sigmoidOf);

/** dx = dy ∘ (1 - y²): back through y = tanh x. */
export const tanhBackward = (y: ArrayLike<number>, dy: ArrayLike<number>) =>
  Float64Array.from(dy, (d, k) => d * (1 - y[k] * y[k]));

/** αx + y */
export const axpy = (alpha: number, x: ArrayLike<number>, y: ArrayLike<number>) =>
  Float64Array.from(y, (value, k) => alpha * x[k] + value);

/** αx */
export const scale = (alpha: number, x: ArrayLike<number>) =>
  Float64Array.from(x, (value) => alpha * value);

/** Σₖ x[k] y[k] */
export function dot(x: ArrayLike<number>, y: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < x.length; k++) sum += x[k] * y[k];
  return sum;
}

/** Σₖ x[k]² */
export const sumOfSquares = (x: ArrayLike<number>) => dot(x, x);
