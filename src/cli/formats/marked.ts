// Formats that leave the text as it is and mark the entities in place: with brackets, as in
// [Teddy Roosevelt](PER), or with colors for a terminal.
import type { ChalkInstance } from 'chalk';
import type { Entity } from '../../entities/entity.js';
import { escapeControls, escapeText } from '../terminal/escape.js';
import type { LineFormat } from './format.js';

export const inlineFormat: LineFormat = {
  unit: 'line',
  repeatsSource: true,
  render: ({ text, end }, entities) => renderMarked(text, entities, renderBrackets) + end,
  startRecord: () => ({
    write: (piece, entities) => renderMarked(piece, entities, renderBrackets),
    finish: (end) => [end],
  }),
};

const renderBrackets: Mark = (text, { label }) => `[${text}](${escapeControls(label)})`;

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
 * run. Types of other sources follow as they come. Since the output is for a terminal wherever it
 * goes, control characters of the text are replaced.
 */
export function createColorFormat(chalk: ChalkInstance, types: readonly string[]): LineFormat {
  const looks = new Map<string, Look>();
  const lookOf = (type: string) => {
    const known = looks.get(type);
    if (known) return known;
    const look = {
      style: styleOf(chalk[COLORS[looks.size % COLORS.length]].bold),
      suffix: chalk.dim(` ${escapeControls(type)}`),
      isolatedSuffix: chalk.dim(` ${FIRST_STRONG_ISOLATE}${escapeControls(type)}${POP_ISOLATE}`),
    };
    looks.set(type, look);
    return look;
  };
  for (const type of types) lookOf(type);
  const renderColored: Mark = (text, { label }) => {
    const { style, suffix, isolatedSuffix } = lookOf(label);
    const type = isRightToLeft(text) ? isolatedSuffix : suffix;
    return `${style.open}${escapeText(text)}${style.close}${type}`;
  };
  return {
    unit: 'line',
    repeatsSource: true,
    isStyled: true,
    render: ({ text, end }, entities) =>
      renderMarked(text, entities, renderColored, escapeText) + end,
    startRecord: () => ({
      write: (piece, entities) => renderMarked(piece, entities, renderColored, escapeText),
      finish: (end) => [end],
    }),
  };
}

// Without them, a number after the type would move before it (Unicode Standard Annex 9).
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

const isRightToLeft = (text: string) =>
  /[\p{sc=Hebrew}\p{sc=Arabic}\p{sc=Syriac}\p{sc=Thaana}\p{sc=Nko}\p{sc=Samaritan}\p{sc=Mandaic}\p{sc=Adlam}]/u.test(
    text,
  );

interface Look {
  readonly style: Style;
  /** The type behind an entity. */
  readonly suffix: string;
  /** The same behind an entity that is written from right to left. */
  readonly isolatedSuffix: string;
}

/** Escape sequences before and after styled text. */
interface Style {
  readonly open: string;
  readonly close: string;
}

// If chalk were given the text of an entity, it would rewrite escape sequences in it.
function styleOf(paint: (text: string) => string): Style {
  const [open, close] = paint('|').split('|');
  return { open, close };
}

/** Renders an entity, whose text is given as it stands in the line. */
type Mark = (text: string, entity: Entity) => string;

/** The text with each entity replaced by what `mark` makes of it, and the rest by `keep(rest)`. */
export function renderMarked(
  text: string,
  entities: readonly Entity[],
  mark: Mark,
  keep: (rest: string) => string = asItIs,
): string {
  let marked = '';
  let place = 0;
  for (const entity of entities) {
    marked += keep(text.slice(place, entity.start));
    marked += mark(text.slice(entity.start, entity.end), entity);
    place = entity.end;
  }
  return marked + keep(text.slice(place));
}

const asItIs = (text: string) => text;
