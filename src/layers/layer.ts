// What all layers share: the letters for sizes, the order of rows, and the convention of backward.
//
//   B  sentences of a batch        E  width of a layer's input       M  rows of a product
//   T  steps of the longest        H  width of one direction         K  columns of its left operand
//   R  tokens of a batch           G  gateCount · H                  N  columns of a product
//   V  distinct words of a batch   D  width of a character's vector  L  labels
//   C  distinct characters         F  filters of one width           P  L padded to a multiple of 4
//
// Sentences are sorted by falling length, and rows are grouped by time step: step t occupies the
// rows from rowStarts[t] on, one for each of the first liveRows[t] sentences, those that are long
// enough. So a step is one contiguous product, and no padding is ever computed. (R, E) below means
// rows in this order.
//
// Every function `…Forward` computes the output of a layer and returns it with the way back:
//
//   dInput = backward(dOutput)
//
// `backward` adds to the gradients of the parameters and returns the gradient of the input, in a
// matrix that the caller may overwrite. It may itself overwrite dOutput and what forward has kept,
// so it is called once. Ids have no gradient, so a layer over ids returns nothing, except that word
// vectors return the gradient of the few rows of their table that were read (embedding.ts). One
// layer is an exception, for speed: a direction (direction.ts) adds the gradient of its input to a
// matrix that it is given, because both directions of a layer read the same input.
import type { Columns } from '../tensors/columns.js';
import type { Engine, Matrix } from '../tensors/matrix.js';

/** A layer's output, and the way back through the layer. */
export interface Forward {
  readonly output: Matrix;
  backward(dOutput: Matrix): Matrix;
}

/** The way back through a layer over ids. */
export interface IdsForward {
  backward(dOutput: Matrix): void;
}

/** What a layer reads. */
export interface LayerInput {
  /** (R, K) */
  readonly x: Matrix;
  /**
   * The K columns of the weights that x is multiplied by: those that dropout has kept. All, if
   * absent.
   */
  readonly columns?: Columns;
}

/**
 * The output of one layer as the next one reads it after dropout, and the way back through dropout.
 */
export interface DroppedInput extends LayerInput {
  backward(dX: Matrix): Matrix;
}

/** What the first recurrent layer reads: x has a row for each distinct word, or for each token. */
export interface WordsInput extends LayerInput {
  /**
   * Address of (R) int32: the row of each token. Absent if x has a row for each token, in their
   * order.
   */
  readonly rowOfToken?: number;
  /**
   * Only the first `rows` rows hold word vectors that are trained; for the others the gradient of
   * the first `columns` columns, where word vectors stand, is left at zero. The columns from `end`
   * on come from no parameter, and their gradient is left at zero for all rows. Absent if the whole
   * gradient is wanted.
   */
  readonly learning?: LearningInput;
  /** Absent if no row is known to have zeros. */
  readonly fullRows?: FullRows;
}

/** Rows of an input whose columns from `end` on may differ from zero; those of all others are zero. */
export interface FullRows {
  /** Address of (count) int32, rising. */
  readonly ids: number;
  readonly count: number;
  readonly end: number;
}

/** The part of an input whose gradient is wanted. */
export interface LearningInput {
  readonly rows: number;
  readonly columns: number;
  readonly end: number;
}

/** The order of the rows of one batch. */
export interface Steps {
  readonly B: number;
  readonly T: number;
  readonly R: number;
  /** (B) lengths of the sentences, falling, none 0. */
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

/** Lays out sentences of these falling lengths. */
export function layOutSteps({ memory }: Engine, lengths: readonly number[]): Steps {
  const B = lengths.length;
  const T = lengths[0];
  const liveRows: number[] = [];
  const rowStarts: number[] = [];
  let live = B;
  let R = 0;
  for (let t = 0; t < T; t++) {
    while (lengths[live - 1] <= t) live -= 1;
    liveRows.push(live);
    rowStarts.push(R);
    R += live;
  }
  const rowStartsAddress = memory.storeIntegers(rowStarts);
  const lengthsAddress = memory.storeIntegers(lengths);
  return { B, T, R, lengths, lengthsAddress, liveRows, rowStarts, rowStartsAddress };
}
