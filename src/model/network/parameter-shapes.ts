// Names and shapes of a network's parameters. The names are those of PyTorch's nn.RNN, nn.LSTM and
// nn.Linear and of torchcrf.
import { directions } from '../../layers/bidirectional.js';
import type { Cell } from '../../layers/cells/cell.js';
import { cells } from '../../layers/cells/cells.js';
import type { DirectionParameters } from '../../layers/direction.js';
import type { Parameter, ParameterShape } from '../../tensors/parameters.js';
import { wordShapes } from '../../text/word-shape.js';
import { inputWidth, type NetworkConfig } from './config.js';

export interface VocabularySizes {
  /** L */
  readonly labelCount: number;
  readonly characterCount: number;
}

/** In the order in which a model file stores them. */
export function parameterShapes(config: NetworkConfig, sizes: VocabularySizes): ParameterShape[] {
  const L = sizes.labelCount;
  const inputs = denseInputs(config);
  const dense = config.dense.flatMap((width, k): ParameterShape[] => [
    { name: `dense.${k}.weight`, shape: [width, inputs[k]] },
    { name: `dense.${k}.bias`, shape: [width] },
  ]);
  const output: ParameterShape[] = [
    { name: 'output.weight', shape: [L, inputs[config.dense.length]] },
    { name: 'output.bias', shape: [L] },
  ];
  const crf: ParameterShape[] = [
    { name: 'crf.transitions', shape: [L, L] },
    { name: 'crf.start', shape: [L] },
    { name: 'crf.end', shape: [L] },
  ];
  return [
    ...characterShapes(config, sizes.characterCount),
    ...shapeShapes(config),
    ...stackShapes(config),
    ...dense,
    ...output,
    ...(config.decoder === 'crf' ? crf : []),
  ];
}

/**
 * The parameters of one direction of a recurrent layer: encoder.weight_ih_l0,
 * encoder.weight_ih_l0_reverse, ...
 */
export function encoderName(part: string, layer: number, direction: number): string {
  return `encoder.${part}_l${layer}${suffixOf(direction)}`;
}

/**
 * The same of the layer over characters: characters.weight_ih_l0, characters.weight_ih_l0_reverse,
 * ...
 */
export function characterRnnName(part: string, direction: number): string {
  return `characters.${part}_l0${suffixOf(direction)}`;
}

/** The filters of one width: characters.weight_w3, characters.bias_w3. */
export function characterCnnName(part: 'weight' | 'bias', width: number): string {
  return `characters.${part}_w${width}`;
}

const suffixOf = (direction: number) => (directions[direction] === 'reverse' ? '_reverse' : '');

/** One direction's parameters of a recurrent layer, found under their names. */
export function directionParameters(
  cell: Cell,
  find: (part: string) => Parameter,
): DirectionParameters {
  return {
    cell,
    weightIh: find('weight_ih'),
    weightHh: find('weight_hh'),
    bias: find('bias_ih'),
    peephole: cell.peepholeCount > 0 ? find('peephole') : undefined,
  };
}

function characterShapes({ characters }: NetworkConfig, characterCount: number): ParameterShape[] {
  if (!characters) return [];
  const { dimension } = characters;
  if (characters.encoder === 'cnn') {
    const { filters, widths } = characters;
    return [
      // One row more than there are characters: the edge of a word.
      { name: 'characters.embedding', shape: [characterCount + 1, dimension] },
      ...widths.flatMap((width) => [
        { name: characterCnnName('weight', width), shape: [filters, width * dimension] },
        { name: characterCnnName('bias', width), shape: [filters] },
      ]),
    ];
  }
  const { cell, hidden } = characters;
  return [
    { name: 'characters.embedding', shape: [characterCount, dimension] },
    ...directions.flatMap((_, direction) =>
      directionShapes({ cell, hidden, inputs: dimension }, (part) =>
        characterRnnName(part, direction),
      ),
    ),
  ];
}

function shapeShapes({ shape }: NetworkConfig): ParameterShape[] {
  return shape ? [{ name: 'shape.embedding', shape: [wordShapes.length, shape.dimension] }] : [];
}

function stackShapes(config: NetworkConfig): ParameterShape[] {
  const { cell, layers, directions: directionCount, hidden } = config;
  const shapes: ParameterShape[] = [];
  for (let layer = 0; layer < layers; layer++) {
    const inputs = layer === 0 ? inputWidth(config) : directionCount * hidden;
    for (let direction = 0; direction < directionCount; direction++) {
      const name = (part: string) => encoderName(part, layer, direction);
      shapes.push(...directionShapes({ cell, hidden, inputs }, name));
    }
  }
  return shapes;
}

function directionShapes(
  { cell, hidden, inputs }: Pick<NetworkConfig, 'cell' | 'hidden'> & { readonly inputs: number },
  name: (part: string) => string,
): ParameterShape[] {
  const { gateCount, peepholeCount } = cells[cell];
  const weights: ParameterShape[] = [
    { name: name('weight_ih'), shape: [gateCount * hidden, inputs] },
    { name: name('weight_hh'), shape: [gateCount * hidden, hidden] },
    { name: name('bias_ih'), shape: [gateCount * hidden] },
  ];
  if (peepholeCount === 0) return weights;
  return [...weights, { name: name('peephole'), shape: [peepholeCount * hidden] }];
}

/** Input widths of the dense layers and, last, of the output layer. */
function denseInputs({ directions, hidden, dense }: NetworkConfig): readonly number[] {
  return [directions * hidden, ...dense];
}
