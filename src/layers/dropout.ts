// Dropout (Srivastava et al. 2014), inverted: what is kept grows by 1 / (1 - rate), so tagging needs no scaling.
//
// Which numbers share a mask: none do (token); those of a sentence, column by column, at all its steps (Gal & Ghahramani
// 2016); or those of the whole batch, so that the columns that are dropped need not be computed.
import { type Columns, gatherColumns, scatterAddColumns } from '../tensors/columns.js';
import { allocateMatrix, type Engine, type Matrix, zeroMatrix } from '../tensors/matrix.js';
import type { Parameter } from '../tensors/parameters.js';
import type { Random } from '../tensors/random.js';
import type { Joint, Steps } from './layer.js';

export const maskSharings = ['token', 'sentence', 'batch'] as const;
export type MaskSharing = (typeof maskSharings)[number];

export interface DropoutOptions {
  /** Share of the numbers, from 0 to below 1. */
  readonly rate: number;
  readonly sharing: MaskSharing;
  readonly random: Random;
}

/** What is left of x (R, N), which has a row for each token: the layer below still needs what it put out. */
export function dropoutForward(
  engine: Engine,
  x: Matrix,
  steps: Steps,
  { rate, sharing, random }: DropoutOptions,
): Joint {
  if (rate === 0) return { x, backward: (dX) => dX };
  if (sharing === 'batch') return columnDropoutForward(engine, x, rate, random);
  const { kernels } = engine;
  const key = random.uint32();
  const output = allocateMatrix(engine, x.rows, x.columns);
  kernels.copyRows(x.rows, x.columns, x.address, x.stride, output.address, output.stride);
  const mask = (rows: number, address: number) =>
    kernels.dropout(rows * x.columns, 1 - rate, key, address);
  const apply = ({ address }: Matrix) => {
    if (sharing === 'token') mask(x.rows, address);
    // The rows of each step are those of the first sentences: the same key gives each the same mask again.
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

/**
 * The columns that are kept, for all rows the same, and always as many: of N columns, N · rate rounded are left out, at
 * most all but one.
 */
export function columnDropoutForward(
  engine: Engine,
  x: Matrix,
  rate: number,
  random: Random,
): Joint {
  if (rate === 0) return { x, backward: (dX) => dX };
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
  const ids = memory.allocate(count * 4);
  memory.integers(ids, count).set(order.slice(0, count).sort((a, b) => a - b));
  return { count, ids };
}

export interface DroppedWeight {
  /** What stands in for the weight, with the same gradient. */
  readonly weight: Parameter;
  /** Drops of the gradient what was dropped of the weight; the gradient holds nothing but what `weight` was given. */
  backward(): void;
}

/** Weights dropped each by itself, the same ones at all steps of all sentences (Merity et al. 2018). */
export function weightDropoutForward(
  { kernels, memory }: Engine,
  weight: Parameter,
  rate: number,
  random: Random,
): DroppedWeight {
  const { count } = weight;
  const key = random.uint32();
  const value = memory.allocate(count * 4);
  kernels.copyRows(1, count, weight.value, count, value, count);
  kernels.dropout(count, 1 - rate, key, value);
  return {
    weight: { ...weight, value },
    backward: () => kernels.dropout(count, 1 - rate, key, weight.gradient),
  };
}
