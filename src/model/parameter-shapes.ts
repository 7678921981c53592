// The parameters a network of some shape has, under the names of PyTorch's nn.RNN, nn.LSTM and nn.Linear and of torchcrf.
import { cells } from '../layers/cells/cells.js';
import { WINDOW } from '../layers/characters.js';
import { directions } from '../layers/recurrent-layer.js';
import type { ParameterShape } from '../tensors/parameters.js';
import { inputWidth, type NetworkConfig } from './config.js';

/** Of one layer and direction: encoder.weight_ih_l0, encoder.weight_ih_l0_reverse, ... */
export function encoderName(part: string, layer: number, direction: number): string {
  return `encoder.${part}_l${layer}${directions[direction] === 'reverse' ? '_reverse' : ''}`;
}

/** Inputs of each dense layer and, last, of the output. */
function denseInputs({ directions, hidden, dense }: NetworkConfig): readonly number[] {
  return [directions * hidden, ...dense];
}

export interface VocabularySizes {
  /** L */
  readonly labelCount: number;
  readonly letterCount: number;
}

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
    ...characterShapes(config, sizes.letterCount),
    ...encoderShapes(config),
    ...dense,
    ...output,
    ...(config.decoder === 'crf' ? crf : []),
  ];
}

/** One row of letters more than there are: the edge of a word. */
function characterShapes({ characters }: NetworkConfig, letterCount: number): ParameterShape[] {
  if (!characters) return [];
  const { dimension, filters } = characters;
  return [
    { name: 'characters.embedding', shape: [letterCount + 1, dimension] },
    { name: 'characters.weight', shape: [filters, WINDOW * dimension] },
    { name: 'characters.bias', shape: [filters] },
  ];
}

function encoderShapes(config: NetworkConfig): ParameterShape[] {
  const { layers, directions: directionCount, hidden } = config;
  const { gateCount, peepholeCount } = cells[config.cell];
  const shapes: ParameterShape[] = [];
  for (let layer = 0; layer < layers; layer++) {
    const inputs = layer === 0 ? inputWidth(config) : directionCount * hidden;
    for (let direction = 0; direction < directionCount; direction++) {
      const name = (part: string) => encoderName(part, layer, direction);
      shapes.push(
        { name: name('weight_ih'), shape: [gateCount * hidden, inputs] },
        { name: name('weight_hh'), shape: [gateCount * hidden, hidden] },
        { name: name('bias_ih'), shape: [gateCount * hidden] },
      );
      if (peepholeCount === 0) continue;
      shapes.push({ name: name('peephole'), shape: [peepholeCount * hidden] });
    }
  }
  return shapes;
}
