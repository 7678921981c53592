// Norm and clipping of gradients.
import type { RowGradients } from '../../layers/embedding.js';
import type { Network } from '../../model/network/network.js';
import type { Engine } from '../../tensors/matrix.js';

/**
 * Euclidean norm over all parameters and all rows that are not frozen; NaN or infinite if any
 * number is.
 */
export function gradientNorm(
  { kernels }: Engine,
  { parameters, table: { width } }: Pick<Network, 'parameters' | 'table'>,
  { ids, gradient }: RowGradients,
  isFrozen: (row: number) => boolean,
): number {
  let sum = kernels.sumOfSquares(parameters.count, parameters.gradients);
  ids.forEach((id, slot) => {
    if (!isFrozen(id)) sum += kernels.sumOfSquares(width, gradient + slot * width * 4);
  });
  return Math.sqrt(sum);
}

/**
 * Factor that scales a gradient of this norm down to `clipNorm` if it is larger (Pascanu et al.
 * 2013).
 */
export function clipFactor(norm: number, clipNorm: number): number {
  return clipNorm > 0 && norm > clipNorm ? clipNorm / norm : 1;
}

/** Clamps each number of the gradient to [-limit, limit]. */
export function clampGradient(
  { kernels }: Engine,
  { parameters, table }: Network,
  { ids, gradient }: RowGradients,
  limit: number,
): void {
  kernels.clamp(parameters.count, limit, parameters.gradients);
  kernels.clamp(ids.length * table.width, limit, gradient);
}

export function weightsAreFinite(
  { kernels }: Engine,
  { parameters, table }: Pick<Network, 'parameters' | 'table'>,
): boolean {
  const dense = kernels.sumOfSquares(parameters.count, parameters.values);
  const sparse = kernels.sumOfSquares(table.rows * table.width, table.value);
  return Number.isFinite(dense + sparse);
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
