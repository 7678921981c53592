// Numbers in the shape of all weights: the weights themselves, their moments and their means.
import type { Network } from '../../model/network/network.js';
import type { Engine } from '../../tensors/matrix.js';

/** One number for each weight. */
export interface WeightNumbers {
  /** Those of the dense parameters, with the padding between them. */
  readonly dense: Float32Array;
  /** Those of the embedding table, row by row. */
  readonly rows: Float32Array;
}

/** Addresses of such numbers. */
export interface WeightBlock {
  readonly dense: number;
  readonly rows: number;
}

/** What such numbers belong to. */
export type WeightShape = Pick<Network, 'parameters' | 'table'>;

export function weightBlock({ parameters, table }: WeightShape): WeightBlock {
  return { dense: parameters.values, rows: table.value };
}

/** Views of the numbers, to be used at once. */
export function viewNumbers(
  { memory }: Engine,
  shape: WeightShape,
  block: WeightBlock,
): WeightNumbers {
  const { dense, rows } = countsOf(shape);
  return { dense: memory.floats(block.dense, dense), rows: memory.floats(block.rows, rows) };
}

/** Copies the numbers to the addresses. */
export function setNumbers(
  engine: Engine,
  shape: WeightShape,
  block: WeightBlock,
  numbers: WeightNumbers,
): void {
  const { dense, rows } = viewNumbers(engine, shape, block);
  dense.set(numbers.dense);
  rows.set(numbers.rows);
}

export function countsOf({ parameters, table }: WeightShape): Record<keyof WeightNumbers, number> {
  return { dense: parameters.count, rows: table.rows * table.width };
}
