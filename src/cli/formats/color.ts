// The text for a terminal: each entity in the colour of its type, the type after it in a pale hand.
import type { ChalkInstance } from 'chalk';
import type { Format } from './format.js';
import { renderMarked } from './marked.js';

const colors = [
  ...(['cyan', 'yellow', 'magenta', 'green', 'blue', 'red'] as const),
  ...(['cyanBright', 'yellowBright', 'magentaBright', 'greenBright', 'blueBright'] as const),
] as const;

/** @param types of the model: the place of a type decides its colour, so that it is the same in every run */
export function createColorFormat(chalk: ChalkInstance, types: readonly string[]): Format {
  const brushes = new Map(
    types.map((type, index) => [type, brushOf(chalk[colors[index % colors.length]].bold)]),
  );
  const labels = new Map(types.map((type) => [type, chalk.dim(` ${type}`)]));
  return {
    unit: 'line',
    render: (line, entities) =>
      renderMarked(line, entities, ({ text, label }) => {
        const { open, close } = brushes.get(label) ?? noBrush;
        return `${open}${text}${close}${labels.get(label)}`;
      }),
  };
}

interface Brush {
  readonly open: string;
  readonly close: string;
}

const noBrush: Brush = { open: '', close: '' };

// Given the text itself, chalk would rewrite the escape sequences that it may hold.
function brushOf(paint: (text: string) => string): Brush {
  const [open, close] = paint('|').split('|');
  return { open, close };
}
