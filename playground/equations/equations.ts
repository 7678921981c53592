// The equations of the cells in the notation of docs/networks.md, with what each line means.
import type { NetworkConfig } from 'teddy-tagger/browser';

export type CellName = NetworkConfig['cell'];

export interface Equation {
  readonly formula: string;
  readonly meaning: string;
}

export interface CellEquations {
  readonly name: CellName;
  /** The cell in two or three sentences. */
  readonly about: string;
  readonly equations: readonly Equation[];
}

const RESET =
  'The reset gate decides, unit by unit, how much of the old state the candidate may see.';
const UPDATE_GRU =
  'The update gate is near 1 where the candidate replaces the old state, and near 0 where the old state stays.';
const CANDIDATE = 'The candidate is the new content that the word would bring.';
const GRU_STATE = 'The new state is a mixture: u of the candidate, and 1 - u of what was there.';
const LSTM_GATES = 'Three gates, each a number from 0 to 1 for each unit: update, forget, output.';
const LSTM_CELL =
  'The forget gate multiplies the old cell state, the update gate the new content; their sum is the new cell state.';
const LSTM_OUTPUT = 'The output gate decides how much of the cell state is shown to the rest.';
const LSTM_STATE: readonly Equation[] = [
  { formula: 'g = tanh(W_g [h, x] + b_g)', meaning: CANDIDATE },
  { formula: 'c′ = i ∘ g + f ∘ c', meaning: LSTM_CELL },
  { formula: 'h′ = o ∘ tanh c′', meaning: LSTM_OUTPUT },
];

export const CELLS: readonly CellEquations[] = [
  {
    name: 'lstm',
    about:
      'It has a cell state c besides the hidden state h. Only gates touch c: where the forget gate is 1 and the update gate 0, a unit keeps its number unchanged, however many words follow.',
    equations: [{ formula: 'i, f, o = σ(W [h, x] + b)', meaning: LSTM_GATES }, ...LSTM_STATE],
  },
  {
    name: 'lstm-peephole',
    about: 'An LSTM whose gates also look at the cell state, each element at its own.',
    equations: [
      { formula: 'i, f, o = σ(W [h, x] + p ∘ c + b)', meaning: LSTM_GATES },
      ...LSTM_STATE,
    ],
  },
  {
    name: 'gru',
    about:
      'It has no separate cell state. One gate both forgets and writes: what it lets in, it takes from the old.',
    equations: [
      { formula: 'u = σ(W_u [h, x] + b_u)', meaning: UPDATE_GRU },
      { formula: 'r = σ(W_r [h, x] + b_r)', meaning: RESET },
      { formula: 'g = tanh(W_g [r ∘ h, x] + b_g)', meaning: CANDIDATE },
      { formula: 'h′ = u ∘ g + (1 - u) ∘ h', meaning: GRU_STATE },
    ],
  },
  {
    name: 'gru-simple',
    about: 'A GRU with its update gate only.',
    equations: [
      { formula: 'u = σ(W_u [h, x] + b_u)', meaning: UPDATE_GRU },
      { formula: 'g = tanh(W_g [h, x] + b_g)', meaning: CANDIDATE },
      { formula: 'h′ = u ∘ g + (1 - u) ∘ h', meaning: GRU_STATE },
    ],
  },
  {
    name: 'rnn',
    about:
      'It has no gates: every word overwrites the whole state. What was read long ago goes through the same product again and again, and fades.',
    equations: [
      {
        formula: 'h′ = tanh(W [h, x] + b)',
        meaning: 'The new state is computed from the old state and the word.',
      },
    ],
  },
];

export const cellNamed = (name: CellName): CellEquations => {
  const found = CELLS.find((cell) => cell.name === name);
  if (!found) throw new Error(`no equations for the cell ${name}`);
  return found;
};

/** How the directions are joined. */
export const BOTH_DIRECTIONS: Equation = {
  formula: 'y = W_y [→h, ←h] + b_y',
  meaning:
    'One network reads from the left, another from the right. The labels of a word are scored from both hidden states.',
};

/** What the letters stand for. */
export const SYMBOLS: readonly (readonly [string, string])[] = [
  ['x', 'what is read of the word: its vector, its spelling, its shape'],
  ['h, h′', 'the hidden state before and after the word'],
  ['c, c′', 'the cell state before and after the word'],
  ['W, b, p', 'weights, which training finds'],
  ['[h, x]', 'both, one after the other'],
  ['σ', 'the logistic function: squeezes any number into 0 to 1'],
  ['tanh', 'squeezes any number into -1 to 1'],
  ['∘', 'multiplies unit by unit'],
];
