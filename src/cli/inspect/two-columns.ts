// Facts in two columns: what each is, and what there is to say of it.
import { wrap } from '../terminal/wrap.js';

export interface Field {
  readonly label: string;
  /** A paragraph, or rows that stand as they are. */
  readonly text: string | readonly string[];
}

const WIDTH = 80;

// Leaves 64 columns for the texts, which is what a SHA-256 takes.
const LABEL_WIDTH = 16;

/** No line is wider than 80 columns where it can be broken; a label that is too wide has a line to itself. */
export function renderFields(fields: readonly Field[]): string {
  return fields
    .flatMap(({ label, text }) => {
      const rows = typeof text === 'string' ? wrap(text, WIDTH - LABEL_WIDTH) : text;
      const [first, ...others] = label.length < LABEL_WIDTH - 1 ? rows : ['', ...rows];
      return [label.padEnd(LABEL_WIDTH) + first, ...others.map((row) => indent + row)];
    })
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}

const indent = ' '.repeat(LABEL_WIDTH);
