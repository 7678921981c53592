// The recurrent layers of the network, their parameters under the names of the model file.
import type { State } from './cells/cell.js';
import { cells } from './cells/cells.js';
import type { NamedArrays } from './named-arrays.js';
import type { NetworkArchitecture } from './network-architecture.js';
import type { Direction } from './recurrence.js';
import { stack } from './stack.js';

// A cell's name for a parameter, and the model file's.
const fileNames: Readonly<Record<string, string>> = {
  weightIh: 'weight_ih',
  weightHh: 'weight_hh',
  bias: 'bias',
  peephole: 'peephole',
};

/** weightHh of layer 1 in reverse is encoder.weight_hh_l1_reverse. */
export function encoderName(name: string, layer: number, direction: Direction): string {
  return `encoder.${fileNames[name]}_l${layer}${direction === 'reverse' ? '_reverse' : ''}`;
}

/**
 * The stack of the architecture.
 *
 * @param inputs (T, E)
 * @param parameters those of the encoder under encoderName, and maybe others
 * @param initialStates by layer, then in the order of the architecture's directions
 * @returns outputs (T, directions·H); dInitialStates in the order of the initial states
 */
export function encoder(
  inputs: Float64Array,
  parameters: NamedArrays,
  initialStates: readonly (readonly State[])[],
  { cell, layerCount, directions }: NetworkArchitecture,
) {
  const layers = Array.from({ length: layerCount }, (_, layer) =>
    directions.map((direction, d) => ({
      cell: cells[cell].step,
      parameters: cellParameters(parameters, layer, direction),
      initialState: initialStates[layer][d],
      direction,
    })),
  );
  const pass = stack(inputs, layers);

  const backward = (dOutputs: Float64Array) => {
    const { dInputs, byLayer } = pass.backward(dOutputs);
    const dParameters = byLayer.flatMap((byWalk, layer) =>
      byWalk.flatMap((walk, d) =>
        Object.entries(walk.dParameters).map(([name, array]) => [
          encoderName(name, layer, directions[d]),
          array,
        ]),
      ),
    );
    return {
      dInputs,
      dParameters: Object.fromEntries(dParameters) as NamedArrays,
      dInitialStates: byLayer.map((byWalk) => byWalk.map((walk) => walk.dInitialState)),
    };
  };

  return { outputs: pass.outputs, backward };
}

function cellParameters(parameters: NamedArrays, layer: number, direction: Direction): NamedArrays {
  return Object.fromEntries(
    Object.keys(fileNames)
      .map((name) => [name, parameters[encoderName(name, layer, direction)]])
      .filter(([, array]) => array !== undefined),
  );
}
