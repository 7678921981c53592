// Formats that leave the text as it is and mark the entities in place: with brackets, as in
// [Teddy Roosevelt](PER), or with colors for a terminal.
import type { ChalkInstance } from 'chalk';
import type { Entity } from '../../entities/entity.js';
import type { LineFormat } from './format.js';
import type { Line } from './passage.js';

export const inlineFormat: LineFormat = {
  unit: 'line',
  repeatsSource: true,
  render: (line, entities) =>
    renderMarked(line, entities, (source, label) => `[${source}](${label})`),
};

const COLORS = [
  'cyan',
  'yellow',
  'magenta',
  'green',
  'blue',
  'red',
  'cyanBright',
  'yellowBright',
  'magentaBright',
  'greenBright',
  'blueBright',
] as const;

/**
 * Each entity in the color of its type, followed by the dimmed type.
 *
 * @param types of the model; the index of a type decides its color, so colors are the same in each
 * run
 */
export function createColorFormat(chalk: ChalkInstance, types: readonly string[]): LineFormat {
  const styles = new Map(
    types.map((type, index) => [type, styleOf(chalk[COLORS[index % COLORS.length]].bold)]),
  );
  const suffixes = new Map(types.map((type) => [type, chalk.dim(` ${type}`)]));
  return {
    unit: 'line',
    repeatsSource: true,
    render: (line, entities) =>
      renderMarked(line, entities, (source, label) => {
        const { open, close } = styles.get(label) ?? NO_STYLE;
        return `${open}${source}${close}${suffixes.get(label)}`;
      }),
  };
}

/** Escape sequences before and after styled text. */
interface Style {
  readonly open: string;
  readonly close: string;
}

const NO_STYLE: Style = { open: '', close: '' };

// If chalk were given the text of an entity, it would rewrite escape sequences in it.
function styleOf(paint: (text: string) => string): Style {
  const [open, close] = paint('|').split('|');
  return { open, close };
}

/** The line with the source of each entity marked; everything else stays as it is. */
function renderMarked(
  { text, end }: Line,
  entities: readonly Entity[],
  mark: (source: string, label: string) => string,
): string {
  let marked = '';
  let place = 0;
  for (const { start, end: entityEnd, label } of entities) {
    marked += text.slice(place, start) + mark(text.slice(start, entityEnd), label);
    place = entityEnd;
  }
  return marked + text.slice(place) + end;
}
