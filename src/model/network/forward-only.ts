// A reading that does not see what follows: wherever the reverse direction is read, its hidden states
// are zero.
import { undropped } from '../../layers/dropout.js';
import { type Engine, type Matrix, rowAddress } from '../../tensors/matrix.js';
import { type Dropouts, noDropouts } from './dropouts.js';

/** @param hidden units of each direction */
export function forwardOnly({ memory }: Engine, hidden: number): Dropouts {
  const silence = (states: Matrix) => {
    for (let row = 0; row < states.rows; row++) {
      memory.floats(rowAddress(states, row) + 4 * hidden, states.columns - hidden).fill(0);
    }
    return undropped(states);
  };
  return { ...noDropouts, layer: silence, output: silence };
}
