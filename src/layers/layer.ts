// What all layers share: the letters for sizes, the order of rows, and the contract.
//
//   B  sentences of a batch       E  width of the input       L  labels
//   T  steps of the longest       H  width of one direction   P  labels padded to a multiple of 4
//   R  tokens of the batch        W  characters of the longest word
//
// Sentences are sorted by falling length, and rows stand by time step: step t occupies the rows from rowStarts[t] on,
// one for each of the first liveRows[t] sentences, the ones that are long enough. So a step is one contiguous product,
// and no padding is ever computed. (R, E) below means rows in this order.
import type { Columns } from '../tensors/columns.js';
import type { Engine, Matrix } from '../tensors/matrix.js';

/** The order of rows of one batch. */
export interface Steps {
  readonly B: number;
  readonly T: number;
  readonly R: number;
  /** (B) falling, none 0. */
  readonly lengths: readonly number[];
  /** Address of lengths as int32. */
  readonly lengthsAddress: number;
  /** (T) */
  readonly liveRows: readonly number[];
  /** (T) */
  readonly rowStarts: readonly number[];
  /** Address of rowStarts as int32. */
  readonly rowStartsAddress: number;
}

/** What a layer reads. */
export interface LayerInput {
  /** (R, K) */
  readonly x: Matrix;
  /** The K columns of the weights that x meets: those that dropout has kept; absent where it meets all. */
  readonly columns?: Columns;
}

/** What a layer reads of the output of another, which dropout may have thinned. */
export interface Joint extends LayerInput {
  /** The gradient of that output from the gradient of x, which it may overwrite. */
  backward(dX: Matrix): Matrix;
}

/** What a layer reads of words: x has a row for each distinct one. */
export interface WordsInput extends LayerInput {
  /** Address of (R) int32, the row of each token; absent where x has a row for each token in their order. */
  readonly rowOfToken?: number;
  /** Of x, the first rows and columns; the other rows want no gradient of these columns. Absent where all is wanted. */
  readonly learning?: { readonly rows: number; readonly columns: number };
}

/** A layer's answer: the output, and how to come back. `backward` adds to the parameters' gradients. */
export interface Forward {
  readonly output: Matrix;
  /** The gradient of the input from the gradient of the output, which it may overwrite. */
  backward(dOutput: Matrix): Matrix;
}

/** Lays out sentences of these falling lengths. */
export function layOutSteps({ memory }: Engine, lengths: readonly number[]): Steps {
  const T = lengths[0];
  const liveRows: number[] = [];
  const rowStarts: number[] = [];
  let live = lengths.length;
  let R = 0;
  for (let t = 0; t < T; t++) {
    while (lengths[live - 1] <= t) live -= 1;
    liveRows.push(live);
    rowStarts.push(R);
    R += live;
  }
  const rowStartsAddress = memory.allocate(T * 4);
  memory.integers(rowStartsAddress, T).set(rowStarts);
  const B = lengths.length;
  const lengthsAddress = memory.allocate(B * 4);
  memory.integers(lengthsAddress, B).set(lengths);
  return { B, T, R, lengths, lengthsAddress, liveRows, rowStarts, rowStartsAddress };
}
