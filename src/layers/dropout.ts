// Dropout (Srivastava et al. 2014), inverted: kept numbers grow by 1 / (1 - rate), so that tagging
// needs no scaling.
//
// A mask may be shared: not at all (token); by all steps of a sentence, column by column (sentence;
// Gal & Ghahramani 2016); or by the whole batch, so that dropped columns need not be computed
// (batch).
import { type Columns, gatherColumns, scatterAddColumns } from '../tensors/columns.js';
import { allocateMatrix, type Engine, type Matrix, zeroMatrix } from '../tensors/matrix.js';
import type { Parameter } from '../tensors/parameters.js';
import type { Random } from '../tensors/random.js';
import type { DroppedInput, Steps } from './layer.js';

export const maskSharings = ['token', 'sentence', 'batch'] as const;
export type MaskSharing = (typeof maskSharings)[number];

export interface DropoutOptions {
  /** Share of the numbers to drop, from 0 to below 1. */
  readonly rate: number;
  readonly sharing: MaskSharing;
  readonly random: Random;
}

/**
 * Drops numbers of x (R, N), a row for each token. They are dropped in a copy, because the layer
 * below needs its output.
 */
export function dropoutForward(
  engine: Engine,
  x: Matrix,
  steps: Steps,
  { rate, sharing, random }: DropoutOptions,
): DroppedInput {
  if (rate === 0) return undropped(x);
  if (sharing === 'batch') return columnDropoutForward(engine, x, rate, random);
  const { kernels } = engine;
  const key = random.uint32();
  const output = allocateMatrix(engine, x.rows, x.columns);
  kernels.copyRows(x.rows, x.columns, x.address, x.stride, output.address, output.stride);
  const mask = (rows: number, address: number) =>
    kernels.dropout(rows * x.columns, 1 - rate, key, address);
  const apply = ({ address }: Matrix) => {
    if (sharing === 'token') mask(x.rows, address);
    // The rows of each step are those of the first sentences: the same key gives each of them the
    // same mask again.
    else {
      steps.liveRows.forEach((rows, t) => {
        mask(rows, address + steps.rowStarts[t] * x.columns * 4);
      });
    }
  };
  apply(output);
  return {
    x: output,
    backward: (dX) => {
      apply(dX);
      return dX;
    },
  };
}

/** Dropout that drops nothing. */
export function undropped(x: Matrix): DroppedInput {
  return { x, backward: (dX) => dX };
}

/**
 * Keeps some columns, the same for all rows. Their number is always the same: of N columns, N ·
 * rate rounded are dropped, at most all but one.
 */
export function columnDropoutForward(
  engine: Engine,
  x: Matrix,
  rate: number,
  random: Random,
): DroppedInput {
  if (rate === 0) return undropped(x);
  const N = x.columns;
  const columns = keptColumns(engine, N, Math.max(1, N - Math.round(N * rate)), random);
  const scale = N / columns.count;
  return {
    x: gatherColumns(engine, x, columns, scale),
    columns,
    backward: (dX) => {
      const dInput = zeroMatrix(engine, x.rows, N);
      scatterAddColumns(engine, dX, { columns, scale }, dInput);
      return dInput;
    },
  };
}

function keptColumns({ memory }: Engine, N: number, count: number, random: Random): Columns {
  const order = random.shuffle(Array.from({ length: N }, (_, column) => column));
  const ids = memory.storeIntegers(order.slice(0, count).sort((a, b) => a - b));
  return { count, ids };
}

export interface DroppedWeight {
  /** Takes the place of the weight, and has the same gradient. */
  readonly weight: Parameter;
  /**
   * Drops the same numbers of the gradient, once it is complete. It may hold nothing but what
   * `weight` was given.
   */
  backward(engine: Engine): void;
}

/**
 * Drops weights one by one, the same ones at all steps of all sentences (Merity et al. 2018).
 *
 * @param key uint32, which determines the mask
 */
export function weightDropoutForward(
  { kernels, memory }: Engine,
  weight: Parameter,
  rate: number,
  key: number,
): DroppedWeight {
  const { count } = weight;
  const value = memory.allocate(count * 4);
  kernels.copyRows(1, count, weight.value, count, value, count);
  kernels.dropout(count, 1 - rate, key, value);
  return {
    weight: { ...weight, value },
    backward: ({ kernels }) => kernels.dropout(count, 1 - rate, key, weight.gradient),
  };
}
