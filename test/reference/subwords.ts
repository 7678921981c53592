// Subwords of a word: the sum of their rows over the root of their number, added to the word's row.

/**
 * @param words (T, E)
 * @param subwords rows of the table by word
 * @param table (rows, E)
 */
export function subwords(
  words: Float64Array,
  subwords: readonly (readonly number[])[],
  table: Float64Array,
) {
  const E = words.length / subwords.length;
  const output = words.slice();
  const forEach = (visit: (at: number, tableAt: number, factor: number) => void) => {
    subwords.forEach((own, word) => {
      for (const row of own) {
        for (let j = 0; j < E; j++) visit(word * E + j, row * E + j, 1 / Math.sqrt(own.length));
      }
    });
  };
  forEach((at, tableAt, factor) => {
    output[at] += factor * table[tableAt];
  });

  const backward = (dOutput: Float64Array) => {
    const dTable = new Float64Array(table.length);
    forEach((at, tableAt, factor) => {
      dTable[tableAt] += factor * dOutput[at];
    });
    return { dWords: dOutput, dTable };
  };

  return { output, backward };
}
