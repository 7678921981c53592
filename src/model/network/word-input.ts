// What the recurrent layers read of a word: its vector, joined to it what its letters say, and its shape.

import { directions } from '../../layers/bidirectional.js';
import { cells } from '../../layers/cells/cells.js';
import { type CharacterParameters, charactersForward } from '../../layers/characters.js';
import {
  type EmbeddingTable,
  embeddingForward,
  type RowGradients,
} from '../../layers/embedding.js';
import { lookupForward } from '../../layers/lookup.js';
import { allocateMatrix, columnsOf, type Engine, type Matrix } from '../../tensors/matrix.js';
import type { Parameter, Parameters } from '../../tensors/parameters.js';
import type { EncodedWords } from '../vocabulary/encode-words.js';
import { inputWidth, type NetworkConfig, spellingWidth } from './config.js';
import { characterCnnName, characterRnnName, directionParameters } from './parameter-shapes.js';

export interface WordInput {
  readonly config: NetworkConfig;
  readonly table: EmbeddingTable;
  /** Absent where the network reads no letters. */
  readonly characters?: CharacterParameters;
  /** (shapes, dimension); absent where the network sees no shapes. */
  readonly shape?: Parameter;
}

export function wordInputOf(
  table: EmbeddingTable,
  parameters: Parameters,
  config: NetworkConfig,
): WordInput {
  return {
    config,
    table,
    characters: characterParameters(parameters, config.characters),
    shape: config.shape ? parameters.find('shape.embedding') : undefined,
  };
}

export interface WordInputForward {
  /** (R, E) */
  readonly output: Matrix;
  /** Adds dOutput (R, E) to the gradients of the parameters; returns that of the word vectors. */
  backward(dOutput: Matrix): RowGradients;
}

/** @param learningCount of the words, the first ones, whose vectors want a gradient */
export function wordInputForward(
  engine: Engine,
  { config, table, characters, shape }: WordInput,
  { wordIds, spellings, shapes }: EncodedWords,
  learningCount = wordIds.length,
): WordInputForward {
  const output = allocateMatrix(engine, wordIds.length, inputWidth(config));
  const letterWidth = spellingWidth(config.characters);
  const wordPart = (matrix: Matrix) => columnsOf(matrix, 0, table.width);
  const letterPart = (matrix: Matrix) => columnsOf(matrix, table.width, letterWidth);
  const shapePart = (matrix: Matrix) =>
    columnsOf(matrix, table.width + letterWidth, config.shape?.dimension ?? 0);
  const words = embeddingForward(engine, table, wordIds, wordPart(output));
  const learned = (matrix: Matrix) => ({ ...matrix, rows: learningCount });
  const letters =
    characters && charactersForward(engine, characters, spellings, letterPart(output));
  const look = shape && lookupForward(engine, shape, shapes, shapePart(output));
  return {
    output,
    backward: (dOutput) => {
      look?.backward(shapePart(dOutput));
      letters?.backward(letterPart(dOutput));
      return words.backward(learned(wordPart(dOutput)));
    },
  };
}

export function characterParameters(
  { find }: Parameters,
  characters: NetworkConfig['characters'],
): CharacterParameters | undefined {
  if (!characters) return undefined;
  const embedding = find('characters.embedding');
  if (characters.encoder === 'cnn') {
    const convolutions = characters.widths.map((width) => ({
      width,
      weight: find(characterCnnName('weight', width)),
      bias: find(characterCnnName('bias', width)),
    }));
    return { embedding, convolutions };
  }
  const cell = cells[characters.cell];
  const layer = directions.map((_, direction) =>
    directionParameters(cell, (part) => find(characterRnnName(part, direction))),
  );
  return { embedding, cell, layer };
}
