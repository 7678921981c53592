// Text in two columns: a label, and a paragraph or rows beside it.
import { wrap } from '../terminal/wrap.js';

export interface Field {
  readonly label: string;
  /** A paragraph, which is wrapped, or rows, which are not. */
  readonly text: string | readonly string[];
}

const WIDTH = 80;

// Leaves room for a SHA-256 in hexadecimal.
const LABEL_WIDTH = 16;
const INDENT = ' '.repeat(LABEL_WIDTH);

/** A label that is too wide for its column gets a line of its own. */
export function renderTwoColumns(fields: readonly Field[]): string {
  return fields
    .flatMap(({ label, text }) => {
      const rows = typeof text === 'string' ? wrap(text, WIDTH - LABEL_WIDTH) : text;
      const [first, ...others] = label.length < LABEL_WIDTH - 1 ? rows : ['', ...rows];
      return [label.padEnd(LABEL_WIDTH) + first, ...others.map((row) => INDENT + row)];
    })
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}
