// Warnings about input that is probably not what it is read as: columns, markup or JSON that is read
// as text or tokens, and text that is read as columns.
import { splitColumns } from '../../../corpora/columns.js';
import { isTag } from '../../../corpora/tags.js';
import { otherFormatOf } from '../../../text/taken-for-text.js';
import type { Passage } from '../../formats/passage.js';
import { inputExtensions } from '../../input/extensions.js';

type Part = Pick<Passage, 'text' | 'end'>;
type Chunks<Any> = AsyncIterable<readonly Any[]>;

const flagsByFormat = {
  'columns with tags': 'which --input conll reads',
  'HTML or XML': 'which --input html reads',
  'JSON Lines': 'which --input jsonl reads',
  JSON: 'of which --input jsonl reads an object on each line',
  Markdown: 'which --input markdown reads',
  text: 'which --input text reads',
};

export type InputKind = keyof typeof flagsByFormat;

/** A sentence about input that is read as something else than what it looks like. */
export const renderMisread = (name: string, readAs: string, found: InputKind) =>
  `${name}: read as ${readAs}, but it looks like ${found}, ${flagsByFormat[found]}`;

/** The markup that the name of a file promises, if any. */
export function kindByName(name: string): InputKind | undefined {
  const [, extension = ''] = /\.([a-z]+)(?:\.(?:gz|zst))?$/i.exec(name) ?? [];
  const hasExtension = (kind: 'html' | 'markdown') =>
    inputExtensions[kind].includes(extension.toLowerCase());
  if (hasExtension('html')) return 'HTML or XML';
  return hasExtension('markdown') ? 'Markdown' : undefined;
}

/**
 * Passes a text on, and reports once if it begins like columns with tags, HTML or JSON.
 *
 * @param named the markup that the name of the file promises, for a text that does not show any
 */
export function withTextCheck<Any extends Part>(
  chunks: Chunks<Any>,
  report: (found: InputKind) => void,
  named?: InputKind,
): AsyncGenerator<readonly Any[]> {
  return inspectStart(chunks, (rows) => {
    const found = hasTags(rows) ? 'columns with tags' : otherFormatOf(rows.join('\n'));
    const kind = found ?? named;
    if (kind) report(kind);
  });
}

/** Passes columns on, and reports once if they begin like text, HTML or JSON. */
export function withColumnCheck<Any extends Part>(
  chunks: Chunks<Any>,
  report: (found: InputKind) => void,
): AsyncGenerator<readonly Any[]> {
  return inspectStart(chunks, (rows) => {
    const found = otherFormatOf(rows.join('\n')) ?? (isText(rows) ? 'text' : undefined);
    if (found) report(found);
  });
}

// Enough at the start of a file to tell its format.
const MOST_ROWS = 4;
const MOST_CHARACTERS = 1000;

/** @param inspect receives the first rows that are neither blank nor comments */
async function* inspectStart<Any extends Part>(
  chunks: Chunks<Any>,
  inspect: (rows: readonly string[]) => void,
): AsyncGenerator<readonly Any[]> {
  const rows: string[] = [];
  let isInLine = false;
  for await (const chunk of chunks) {
    for (const { text, end } of rows.length < MOST_ROWS ? chunk : []) {
      // A long line may come in pieces.
      const row = isInLine ? '' : text.slice(0, MOST_CHARACTERS);
      isInLine = end === undefined;
      if (!hasContent(row)) continue;
      rows.push(row);
      if (rows.length === MOST_ROWS) {
        inspect(rows);
        break;
      }
    }
    yield chunk;
  }
  if (rows.length > 0 && rows.length < MOST_ROWS) inspect(rows);
}

function hasContent(row: string): boolean {
  const [first] = splitColumns(row);
  return first !== undefined && first !== '#' && first !== '-DOCSTART-';
}

function hasTags(rows: readonly string[]): boolean {
  const isTagged = (columns: readonly string[]) =>
    columns.length > 1 && isTag(columns[columns.length - 1]);
  return rows.length === MOST_ROWS && rows.map(splitColumns).every(isTagged);
}

// Of a single row, only its length shows that it is a sentence.
const FEWEST_WORDS = 5;

/** Rows of a column file have the same number of columns, or tabs, or a tag. */
function isText(rows: readonly string[]): boolean {
  const columns = rows.map(splitColumns);
  const hasColumns = rows.some(
    (row, index) => row.includes('\t') || columns[index].slice(1).some(isTag),
  );
  const widths = new Set(columns.map(({ length }) => length));
  const isRagged = rows.length === 1 ? columns[0].length >= FEWEST_WORDS : widths.size > 1;
  return isRagged && !hasColumns;
}
