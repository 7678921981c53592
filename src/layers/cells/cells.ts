// The recurrent cells by name. A new cell is one file beside these and one line here.
import type { Cell } from './cell.js';
import { gru } from './gru.js';
import { gruSimple } from './gru-simple.js';
import { lstm } from './lstm.js';
import { lstmPeephole } from './lstm-peephole.js';
import { rnn } from './rnn.js';

export const cells = {
  rnn,
  'gru-simple': gruSimple,
  gru,
  lstm,
  'lstm-peephole': lstmPeephole,
} satisfies Record<string, Cell>;

export type CellName = keyof typeof cells;
