// What the recurrent layers read of a word: its vector, and joined to it what its letters say.
import { type CharacterParameters, charactersForward } from '../layers/characters.js';
import { type EmbeddingTable, embeddingForward, type RowGradients } from '../layers/embedding.js';
import { allocateMatrix, columnsOf, type Engine, type Matrix } from '../tensors/matrix.js';
import type { EncodedWords } from './encode-words.js';

export interface WordInput {
  readonly table: EmbeddingTable;
  /** Absent where a word is its vector alone. */
  readonly characters?: CharacterParameters;
}

export interface WordInputForward {
  /** (R, E) */
  readonly output: Matrix;
  /** Adds dOutput (R, E) to the gradients of the letters' parameters; returns that of the word vectors. */
  backward(dOutput: Matrix): RowGradients;
}

export function wordInputForward(
  engine: Engine,
  { table, characters }: WordInput,
  { wordIds, spellings }: EncodedWords,
): WordInputForward {
  const filters = characters?.weight.shape[0] ?? 0;
  const output = allocateMatrix(engine, wordIds.length, table.width + filters);
  const wordPart = (matrix: Matrix) => columnsOf(matrix, 0, table.width);
  const letterPart = (matrix: Matrix) => columnsOf(matrix, table.width, filters);
  const words = embeddingForward(engine, table, wordIds, wordPart(output));
  const letters =
    characters && charactersForward(engine, characters, spellings, letterPart(output));
  return {
    output,
    backward: (dOutput) => {
      letters?.backward(letterPart(dOutput));
      return words.backward(wordPart(dOutput));
    },
  };
}
