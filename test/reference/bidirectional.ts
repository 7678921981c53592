// Two recurrent networks over one sentence, from either end (Schuster & Paliwal 1997).

import type { Cell, State } from './cells/cell.js';
import type { NamedArrays } from './named-arrays.js';
import { type Direction, recurrent } from './recurrent.js';

export interface BidirectionalOptions {
  readonly cell: Cell;
  readonly parameters: Readonly<Record<Direction, NamedArrays>>;
  readonly initialState: Readonly<Record<Direction, State>>;
}

/**
 *   output⟨t⟩ = [→a⟨t⟩, ←a⟨t⟩]
 *
 * @param inputs (T, E)
 * @returns outputs (T, 2H), the forward half first; gradients by direction, those of the inputs as the sum of both
 */
export function bidirectional(inputs: Float64Array, options: BidirectionalOptions) {
  const { cell, parameters, initialState } = options;
  const H = initialState.forward[0].length;
  const [forward, reverse] = (['forward', 'reverse'] as const).map((direction) =>
    recurrent(inputs, {
      cell,
      parameters: parameters[direction],
      initialState: initialState[direction],
      direction,
    }),
  );

  const backward = (dOutputs: Float64Array) => {
    const [dForward, dReverse] = splitColumns(dOutputs, H);
    const ahead = forward.backward(dForward);
    const back = reverse.backward(dReverse);
    return {
      dInputs: ahead.dInputs.map((d, k) => d + back.dInputs[k]),
      dParameters: { forward: ahead.dParameters, reverse: back.dParameters },
      dInitialState: { forward: ahead.dInitialState, reverse: back.dInitialState },
    };
  };

  return { outputs: joinColumns(forward.outputs, reverse.outputs, H), backward };
}

// (T, H) and (T, H) -> (T, 2H)
function joinColumns(left: Float64Array, right: Float64Array, H: number): Float64Array {
  const joined = new Float64Array(2 * left.length);
  for (let t = 0; t < left.length / H; t++) {
    joined.set(left.subarray(t * H, (t + 1) * H), 2 * t * H);
    joined.set(right.subarray(t * H, (t + 1) * H), (2 * t + 1) * H);
  }
  return joined;
}

// (T, 2H) -> (T, H) and (T, H)
function splitColumns(joined: Float64Array, H: number): [Float64Array, Float64Array] {
  const left = new Float64Array(joined.length / 2);
  const right = new Float64Array(joined.length / 2);
  for (let t = 0; t < left.length / H; t++) {
    left.set(joined.subarray(2 * t * H, (2 * t + 1) * H), t * H);
    right.set(joined.subarray((2 * t + 1) * H, (2 * t + 2) * H), t * H);
  }
  return [left, right];
}
