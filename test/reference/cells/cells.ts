// Every cell, under its name on the command line.
import type { Cell } from './cell.js';
import { gru } from './gru.js';
import { gruSimple } from './gru-simple.js';
import { lstm } from './lstm.js';
import { lstmPeephole } from './lstm-peephole.js';
import { rnn } from './rnn.js';

export interface CellKind {
  readonly step: Cell;
  /** Blocks of H rows in weightIh, weightHh and bias. */
  readonly gateCount: number;
  /** Blocks of H numbers in peephole; a cell with none has no such parameter. */
  readonly peepholeCount: number;
  /** Arrays in the state. */
  readonly stateCount: number;
}

export const cells = {
  rnn: { step: rnn, gateCount: 1, peepholeCount: 0, stateCount: 1 },
  'gru-simple': { step: gruSimple, gateCount: 2, peepholeCount: 0, stateCount: 1 },
  gru: { step: gru, gateCount: 3, peepholeCount: 0, stateCount: 1 },
  lstm: { step: lstm, gateCount: 4, peepholeCount: 0, stateCount: 2 },
  'lstm-peephole': { step: lstmPeephole, gateCount: 4, peepholeCount: 3, stateCount: 2 },
} as const satisfies Record<string, CellKind>;

export type CellName = keyof typeof cells;

export const cellNames = Object.keys(cells) as readonly CellName[];
