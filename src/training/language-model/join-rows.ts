// The gradient of word vectors that are read as input and as candidates.
import type { RowGradients } from '../../layers/embedding.js';
import { type Engine, type Matrix, zeroMatrix } from '../../tensors/matrix.js';
import { scatterAddRows } from '../../tensors/rows.js';

/**
 * The sum of both gradients.
 *
 * @param ids of the rows of `gradient`, distinct
 */
export function joinRows(
  engine: Engine,
  input: RowGradients,
  { ids, gradient }: { readonly ids: readonly number[]; readonly gradient: Matrix },
): RowGradients {
  const { columns } = gradient;
  const joined = [...new Set([...input.ids, ...ids])].sort((a, b) => a - b);
  const places = new Map(joined.map((id, place) => [id, place]));
  const sum = zeroMatrix(engine, joined.length, columns);
  const add = (own: readonly number[], matrix: Matrix) => {
    const slots = own.map((id) => places.get(id) ?? 0);
    scatterAddRows(engine, matrix, engine.memory.storeIntegers(slots), sum);
  };
  const inputRows = { address: input.gradient, rows: input.ids.length, columns, stride: columns };
  add(input.ids, inputRows);
  add(ids, gradient);
  return { ids: joined, gradient: sum.address };
}
