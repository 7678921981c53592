// Parameters and their gradients: arrays of numbers, each under its name.

export type NamedArrays = Readonly<Record<string, Float64Array>>;

/** Zeros under the same names, in the same lengths. */
export function zerosLike(arrays: NamedArrays): NamedArrays {
  return Object.fromEntries(
    Object.entries(arrays).map(([name, array]) => [name, new Float64Array(array.length)]),
  );
}

/** sum[name] += addend[name] for every name of the addend. */
export function addNamed(sum: NamedArrays, addend: NamedArrays): void {
  for (const [name, array] of Object.entries(addend)) addTo(sum[name], array);
}

/** sum += addend, element by element. */
export function addTo(sum: Float64Array, addend: Float64Array): void {
  if (sum.length !== addend.length) throw new RangeError(`${addend.length} onto ${sum.length}`);
  for (let k = 0; k < sum.length; k++) sum[k] += addend[k];
}
