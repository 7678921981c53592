// The weights that a network starts with: recurrent weights orthogonal gate by gate, vectors of
// characters and shapes uniform like those of words, all other matrices Glorot. Biases are the
// cell's, or zero; peepholes and transitions are zero.
import { directions } from '../../layers/bidirectional.js';
import { type CellName, cells } from '../../layers/cells/cells.js';
import type { EmbeddingTable } from '../../layers/embedding.js';
import {
  initializeGlorot,
  initializeOrthogonal,
  initializeUniform,
} from '../../tensors/initialize.js';
import type { Engine } from '../../tensors/matrix.js';
import type { Parameter, Parameters } from '../../tensors/parameters.js';
import type { Random } from '../../tensors/random.js';
import type { NetworkConfig } from './config.js';
import { characterCnnName, characterRnnName, encoderName } from './parameter-shapes.js';

export interface NetworkStart {
  readonly random: Random;
  /** Bias of the gate that decides between the old state and the new, in GRUs and LSTMs. */
  readonly gateBias: number;
}

export function initializeNetwork(
  engine: Engine,
  parameters: Parameters,
  config: NetworkConfig,
  start: NetworkStart,
): void {
  const { random } = start;
  if (config.characters) initializeCharacters(engine, parameters, config.characters, start);
  if (config.shape) initializeRows(engine, parameters.find('shape.embedding'), random);
  for (let layer = 0; layer < config.layers; layer++) {
    for (let direction = 0; direction < config.directions; direction++) {
      const find = (part: string) => parameters.find(encoderName(part, layer, direction));
      initializeDirection(engine, find, config.cell, start);
    }
  }
  config.dense.forEach((_, k) => {
    initializeLinear(engine, parameters.find(`dense.${k}.weight`), random);
  });
  initializeLinear(engine, parameters.find('output.weight'), random);
}

function initializeCharacters(
  engine: Engine,
  parameters: Parameters,
  characters: NonNullable<NetworkConfig['characters']>,
  start: NetworkStart,
): void {
  initializeRows(engine, parameters.find('characters.embedding'), start.random);
  if (characters.encoder === 'cnn') {
    for (const width of characters.widths) {
      const weight = parameters.find(characterCnnName('weight', width));
      initializeLinear(engine, weight, start.random);
    }
    return;
  }
  directions.forEach((_, direction) => {
    const find = (part: string) => parameters.find(characterRnnName(part, direction));
    initializeDirection(engine, find, characters.cell, start);
  });
}

function initializeDirection(
  engine: Engine,
  find: (part: string) => Parameter,
  cellName: CellName,
  { random, gateBias }: NetworkStart,
): void {
  const [ih, hh, bias] = [find('weight_ih'), find('weight_hh'), find('bias_ih')];
  const [inputs, hidden] = [ih.shape[1], hh.shape[1]];
  const cell = cells[cellName];
  for (let gate = 0; gate < cell.gateCount; gate++) {
    const rows = ih.value + gate * hidden * inputs * 4;
    initializeGlorot(engine, rows, { inputs, outputs: hidden }, random);
    initializeOrthogonal(engine, hh.value + gate * hidden * hidden * 4, hidden, random);
    const biases = engine.memory.floats(bias.value + gate * hidden * 4, hidden);
    biases.fill(cell.initialBias(gate, gateBias));
  }
}

function initializeLinear(engine: Engine, { value, shape }: Parameter, random: Random): void {
  const [outputs, inputs] = shape;
  initializeGlorot(engine, value, { inputs, outputs }, random);
}

/** Uniform with variance 1 / width. */
function initializeRows(engine: Engine, { value, count, shape }: Parameter, random: Random): void {
  initializeUniform(engine, { address: value, count }, Math.sqrt(3 / shape[1]), random);
}

/**
 * Words without a vector start with the spread of the vectors of a file: uniform with variance 1 /
 * width. Subwords start with zeros, so that words start with their own vectors.
 *
 * @param subwordCount the number of last rows, which are those of subwords
 */
export function initializeWords(
  engine: Engine,
  { rows, width, value }: EmbeddingTable,
  subwordCount: number,
  random: Random,
): void {
  const limit = Math.sqrt(3 / width);
  const count = (rows - subwordCount) * width;
  initializeUniform(engine, { address: value, count }, limit, random);
  engine.kernels.fill(subwordCount * width, 0, value + count * 4);
}
