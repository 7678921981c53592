// What the pictures of the cells show. The old state comes from the left and leaves on the right as
// the new one; the word comes from below.
import type { CellName } from './equations.js';

/** A box with a function and the letter of what it computes; or a small circle with an operation. */
export interface Node {
  readonly kind: 'box' | 'circle' | 'text';
  readonly x: number;
  readonly y: number;
  readonly text: string;
  /** The letter that the box computes, which has its color. */
  readonly letter?: string;
}

export interface Drawing {
  /** In words, for those who do not see it. */
  readonly label: string;
  readonly nodes: readonly Node[];
  /** Lines that end in an arrowhead, as paths. */
  readonly lines: readonly string[];
  /** Lines that only lead on. */
  readonly joins: readonly string[];
}

const TOP = 40;
const BOXES = 140;
const BOTTOM = 200;

const box = (x: number, text: string, letter: string): Node => ({
  kind: 'box',
  x,
  y: BOXES,
  text,
  letter,
});
const circle = (x: number, y: number, text: string): Node => ({ kind: 'circle', x, y, text });
const label = (x: number, y: number, text: string): Node => ({ kind: 'text', x, y, text });

/** The line below the boxes, which brings the old hidden state and the word to each of them. */
const inputLine = (last: number): string[] => [`M 34 ${BOTTOM} H ${last}`];
const inputs = (boxes: readonly number[]): string[] => [
  ...boxes.map((x) => `M ${x} ${BOTTOM} V ${BOXES + 18}`),
  `M 70 240 V ${BOTTOM + 4}`,
];
const inputLabels = [label(20, BOTTOM, 'h'), label(70, 252, 'x')];

const lstm: Drawing = {
  label:
    'LSTM: the cell state runs along the top from c to c′. The forget gate multiplies it; then the update gate times the candidate is added. The output gate times the tanh of the new cell state is the new hidden state.',
  nodes: [
    label(20, TOP, 'c'),
    label(400, TOP, 'c′'),
    label(400, BOTTOM, 'h′'),
    ...inputLabels,
    box(90, 'σ', 'f'),
    box(150, 'σ', 'i'),
    box(220, 'tanh', 'g'),
    box(285, 'σ', 'o'),
    circle(90, TOP, '∘'),
    circle(185, TOP, '+'),
    circle(185, 90, '∘'),
    circle(340, BOXES, '∘'),
    { kind: 'box', x: 340, y: 88, text: 'tanh' },
  ],
  joins: inputLine(285),
  lines: [
    ...inputs([90, 150, 220, 285]),
    `M 32 ${TOP} H 79`,
    `M 101 ${TOP} H 173`,
    `M 196 ${TOP} H 386`,
    `M 90 ${BOXES - 18} V ${TOP + 12}`,
    `M 150 ${BOXES - 18} V 90 H 173`,
    `M 220 ${BOXES - 18} V 90 H 197`,
    `M 185 79 V ${TOP + 12}`,
    `M 307 ${BOXES} H 328`,
    `M 340 ${TOP} V 70`,
    `M 340 106 V ${BOXES - 12}`,
    `M 340 ${BOXES + 11} V ${BOTTOM} H 386`,
  ],
};

const peephole: Drawing = {
  ...lstm,
  label: `${lstm.label} The old cell state also leads to the three gates.`,
  lines: [...lstm.lines, `M 50 ${TOP} V ${BOXES} H 67`],
  nodes: [...lstm.nodes, label(56, 92, 'p')],
};

const simpleGru: Drawing = {
  label:
    'Simple GRU: the state runs along the top from h to h′. It is multiplied by 1 - u; then u times the candidate is added.',
  nodes: [
    label(20, TOP, 'h'),
    label(400, TOP, 'h′'),
    ...inputLabels,
    box(150, 'σ', 'u'),
    box(280, 'tanh', 'g'),
    circle(150, 90, '1−'),
    circle(150, TOP, '∘'),
    circle(280, 90, '∘'),
    circle(280, TOP, '+'),
  ],
  joins: inputLine(280),
  lines: [
    ...inputs([150, 280]),
    `M 32 ${TOP} H 139`,
    `M 161 ${TOP} H 269`,
    `M 291 ${TOP} H 386`,
    `M 150 ${BOXES - 18} V 102`,
    `M 150 79 V ${TOP + 12}`,
    `M 172 ${BOXES} H 215 V 90 H 268`,
    `M 280 ${BOXES - 18} V 102`,
    `M 280 79 V ${TOP + 12}`,
  ],
};

const gru: Drawing = {
  label: `${simpleGru.label.replace('Simple GRU', 'GRU')} The reset gate multiplies what the candidate sees of the old state.`,
  nodes: [...simpleGru.nodes, box(90, 'σ', 'r'), circle(232, BOTTOM, '∘')],
  joins: [...inputLine(221), `M 243 ${BOTTOM} H 280`],
  lines: [
    ...simpleGru.lines,
    `M 90 ${BOTTOM} V ${BOXES + 18}`,
    `M 112 ${BOXES} H 120 V 176 H 232 V ${BOTTOM - 12}`,
  ],
};

const rnn: Drawing = {
  label: 'RNN: the old state and the word go through one tanh, which gives the whole new state.',
  nodes: [
    ...inputLabels,
    label(400, BOXES - 60, 'h′'),
    { kind: 'box', x: 210, y: BOXES, text: 'tanh' },
  ],
  joins: inputLine(210),
  lines: [...inputs([210]), `M 210 ${BOXES - 18} V ${BOXES - 60} H 386`],
};

export const DRAWINGS: Readonly<Record<CellName, Drawing>> = {
  lstm,
  'lstm-peephole': peephole,
  'gru-simple': simpleGru,
  gru,
  rnn,
};
