// Subwords: parts of a word that have rows of their own in the table of word vectors (Bojanowski et
// al. 2017). Their sum is added to the vector of the word; it is scaled, so that long words and
// short ones differ from their own vectors by as much.
//
//   y[r] += 1 / √n · Σ table[s]      dtable[s] += 1 / √n · dy[r]      for the n subwords s of word r
import {
  allocateMatrix,
  type Engine,
  type Matrix,
  rowAddress,
  zeroMatrix,
} from '../tensors/matrix.js';
import { gatherRows, rowsAt, scatterAddRows } from '../tensors/rows.js';

/** Rows of the table by word; a word may have none. */
export type Subwords = readonly (readonly number[])[];

/** Adds the subwords of each word to its row of `output` (R, width). */
export function addSubwords(
  engine: Engine,
  table: Matrix,
  subwords: Subwords,
  output: Matrix,
): void {
  const { kernels, memory } = engine;
  const mark = memory.mark();
  const { count, wordOfSubword } = layOut(engine, subwords);
  const rows = rowsAt(engine, table, memory.storeIntegers(subwords.flat()), count);
  const sums = zeroMatrix(engine, subwords.length, table.columns);
  scatterAddRows(engine, rows, wordOfSubword, sums);
  scaleByCount(engine, sums, subwords);
  const { address, stride } = output;
  kernels.addRows(sums.rows, sums.columns, sums.address, sums.stride, address, stride);
  memory.release(mark);
}

/**
 * Adds the gradients of the subwords to the rows of `gradient` (slots, width).
 *
 * @param dOutput (R, width)
 * @param slotOf the row of the gradient that belongs to a row of the table
 */
export function addSubwordGradients(
  engine: Engine,
  { subwords, slotOf }: { readonly subwords: Subwords; readonly slotOf: (id: number) => number },
  dOutput: Matrix,
  gradient: Matrix,
): void {
  const { kernels, memory } = engine;
  const mark = memory.mark();
  const { count, wordOfSubword } = layOut(engine, subwords);
  const { address, columns, stride } = dOutput;
  const dSums = allocateMatrix(engine, subwords.length, columns);
  kernels.copyRows(dSums.rows, columns, address, stride, dSums.address, columns);
  scaleByCount(engine, dSums, subwords);
  const dRows = allocateMatrix(engine, count, columns);
  gatherRows(engine, dSums, wordOfSubword, dRows);
  scatterAddRows(engine, dRows, memory.storeIntegers(subwords.flat().map(slotOf)), gradient);
  memory.release(mark);
}

/** The number of subwords of all words, and the address of (count) int32: the word of each. */
function layOut({ memory }: Engine, subwords: Subwords) {
  const words = subwords.flatMap((own, word) => own.map(() => word));
  return { count: words.length, wordOfSubword: memory.storeIntegers(words) };
}

function scaleByCount({ kernels }: Engine, x: Matrix, subwords: Subwords): void {
  subwords.forEach(({ length }, word) => {
    if (length > 1) kernels.scale(x.columns, 1 / Math.sqrt(length), rowAddress(x, word));
  });
}
