// The layers of a network, from the words to the decoder, over the network's parameters.
import { cells } from '../../layers/cells/cells.js';
import { createCrf, type IsLegal } from '../../layers/decoders/crf.js';
import type { Decoder } from '../../layers/decoders/decoder.js';
import { createSoftmax } from '../../layers/decoders/softmax.js';
import type { EmbeddingTable } from '../../layers/embedding.js';
import type { LinearParameters } from '../../layers/linear.js';
import type { StackParameters } from '../../layers/stack.js';
import type { Engine } from '../../tensors/matrix.js';
import type { Parameters } from '../../tensors/parameters.js';
import type { NetworkConfig } from './config.js';
import { directionParameters, encoderName } from './parameter-shapes.js';
import { type WordInput, wordInputOf } from './word-input.js';

export interface NetworkOptions {
  readonly config: NetworkConfig;
  readonly labelCount: number;
  readonly isLegal: IsLegal;
  readonly table: EmbeddingTable;
  /** Parameters of the shapes that `parameterShapes` returns. */
  readonly parameters: Parameters;
}

export interface NetworkLayers {
  readonly wordInput: WordInput;
  /** The recurrent layers. */
  readonly stack: StackParameters;
  /** The dense layers above them, from the lowest. */
  readonly dense: readonly LinearParameters[];
  /** From the top to the emissions. */
  readonly output: LinearParameters;
  /** L */
  readonly labelCount: number;
  readonly decoder: Decoder;
}

export function createLayers(engine: Engine, options: NetworkOptions): NetworkLayers {
  const { config, labelCount, table, parameters } = options;
  const linear = (name: string) => ({
    weight: parameters.find(`${name}.weight`),
    bias: parameters.find(`${name}.bias`),
  });
  return {
    wordInput: wordInputOf(table, parameters, config),
    stack: stackParameters(parameters, config),
    dense: config.dense.map((_, k) => linear(`dense.${k}`)),
    output: linear('output'),
    labelCount,
    decoder: createDecoder(engine, options),
  };
}

function stackParameters(
  parameters: Parameters,
  { cell, layers, directions }: NetworkConfig,
): StackParameters {
  return Array.from({ length: layers }, (_, layer) =>
    Array.from({ length: directions }, (_, direction) =>
      directionParameters(cells[cell], (part) =>
        parameters.find(encoderName(part, layer, direction)),
      ),
    ),
  );
}

function createDecoder(engine: Engine, options: NetworkOptions): Decoder {
  const { config, labelCount, isLegal, parameters } = options;
  if (config.decoder === 'softmax') return createSoftmax(engine, labelCount);
  const crf = {
    transitions: parameters.find('crf.transitions'),
    start: parameters.find('crf.start'),
    end: parameters.find('crf.end'),
  };
  return createCrf(engine, crf, labelCount, isLegal);
}
