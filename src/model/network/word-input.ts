// The input of the recurrent layers for a word: its vector, its character features, its shape and
// what its document says about it, side by side.
import { directions } from '../../layers/bidirectional.js';
import { cells } from '../../layers/cells/cells.js';
import { type CharacterParameters, charactersForward } from '../../layers/characters.js';
import {
  type EmbeddingTable,
  embeddingForward,
  lookupForward,
  type RowGradients,
} from '../../layers/embedding.js';
import { allocateMatrix, columnsOf, type Engine, type Matrix } from '../../tensors/matrix.js';
import type { Parameter, Parameters } from '../../tensors/parameters.js';
import type { EncodedWords } from '../vocabulary/encode-words.js';
import { characterWidth, inputWidth, type NetworkConfig, wordWidth } from './config.js';
import { documentForward } from './document-input.js';
import { characterCnnName, characterRnnName, directionParameters } from './parameter-shapes.js';

export interface WordInput {
  readonly config: NetworkConfig;
  readonly table: EmbeddingTable;
  /** Absent if the network reads no characters. */
  readonly characters?: CharacterParameters;
  /** (shapes, dimension); absent if the network reads no shapes. */
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
  /** (V, E) */
  readonly output: Matrix;
  /** The rows that have document features; absent if the network reads none. */
  readonly fullRows?: readonly number[];
  /** Adds to the gradients of the parameters; returns the gradient of the word vectors. */
  backward(dOutput: Matrix): RowGradients;
}

/** @param learningCount the number of first words whose vectors are trained; all, if absent */
export function wordInputForward(
  engine: Engine,
  { config, table, characters, shape }: WordInput,
  { wordIds, subwords, spellings, shapes, contexts }: EncodedWords,
  learningCount = wordIds.length,
): WordInputForward {
  const output = allocateMatrix(engine, wordIds.length, inputWidth(config));
  const width = characterWidth(config.characters);
  const wordPart = (matrix: Matrix) => columnsOf(matrix, 0, table.width);
  const characterPart = (matrix: Matrix) => columnsOf(matrix, table.width, width);
  const shapePart = (matrix: Matrix) =>
    columnsOf(matrix, table.width + width, config.shape?.dimension ?? 0);
  const documentPart = columnsOf(output, wordWidth(config), output.columns - wordWidth(config));

  const words = embeddingForward(engine, table, { ids: wordIds, subwords }, wordPart(output));
  const features =
    characters && charactersForward(engine, characters, spellings, characterPart(output));
  const look = shape && lookupForward(engine, shape, shapes, shapePart(output));
  if (config.documents) {
    documentForward(engine, table, contexts ?? wordIds.map(() => undefined), documentPart);
  }
  return {
    output,
    fullRows: config.documents && rowsWithContext(contexts),
    backward: (dOutput) => {
      look?.backward(shapePart(dOutput));
      features?.backward(characterPart(dOutput));
      return words.backward({ ...wordPart(dOutput), rows: learningCount });
    },
  };
}

function rowsWithContext(contexts: EncodedWords['contexts'] = []): number[] {
  return contexts.flatMap((context, row) => (context === undefined ? [] : [row]));
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
  return { embedding, layer };
}
