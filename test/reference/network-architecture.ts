// Which member of the family a network is.
import type { CellName } from './cells/cells.js';
import type { Direction } from './recurrence.js';

export interface NetworkArchitecture {
  readonly cell: CellName;
  readonly layerCount: number;
  /**
   * ['forward', 'reverse'], or ['forward'] for a network that never reads ahead; the order of the
   * outputs' columns.
   */
  readonly directions: readonly Direction[];
  /**
   * Widths of the tanh layers between the recurrent ones and the output, the lowest first; may be
   * none.
   */
  readonly denseWidths: readonly number[];
  readonly decoder: 'crf' | 'softmax';
}
