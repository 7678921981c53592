// The parameters of some gates of a cell. The gates are blocks of H rows, one below the other.
import type { NamedArrays } from '../named-arrays.js';

/**
 * Blocks `first` to `end`, half-open, of every parameter; `blockCount` is how many the cell has.
 */
export function gateBlocks(
  parameters: NamedArrays,
  first: number,
  end: number,
  blockCount: number,
): NamedArrays {
  const slice = (array: Float64Array) => {
    const length = array.length / blockCount;
    return array.slice(first * length, end * length);
  };
  return Object.fromEntries(Object.entries(parameters).map(([name, a]) => [name, slice(a)]));
}

/** The blocks of `upper` above those of `lower`, under the same names. */
export function stackBlocks(upper: NamedArrays, lower: NamedArrays): NamedArrays {
  return Object.fromEntries(
    Object.entries(upper).map(([name, a]) => [name, Float64Array.of(...a, ...lower[name])]),
  );
}
