// Tables of rows that have a name.
import { type Content, html, type Markup } from './markup.js';
import { renderFigure, renderInterval } from './numbers.js';

export interface Column<Row> {
  readonly header: string | Markup;
  /** Classes of its cells, such as `number`. */
  readonly kind: string;
  readonly cell: (row: Row) => Content;
}

export interface Table<Row> {
  /** Classes of the table: `rows` become small grids on a narrow screen, a `matrix` stays. */
  readonly kind: string;
  /** Only for those who do not see the table. */
  readonly caption: string;
  readonly nameHeader: string;
  readonly nameOf: (row: Row) => Content;
  readonly columns: readonly Column<Row>[];
  /** Groups of rows with a line between them; empty ones are left out. */
  readonly groups: readonly (readonly Row[])[];
  readonly classOf?: (row: Row) => string;
}

export function renderTable<Row>(table: Table<Row>): Markup {
  const { kind, caption, nameHeader, columns, groups } = table;
  const headers = columns.map(
    (column) => html`<th scope="col" class="${column.kind}">${column.header}</th>`,
  );
  const bodies = groups
    .filter((rows) => rows.length > 0)
    .map((rows) => html`<tbody>\n${rows.map((row) => renderRow(row, table))}</tbody>\n`);
  return html`<table class="${kind}">
<caption>${caption}</caption>
<thead><tr><th scope="col">${nameHeader}</th>${headers}</tr></thead>
${bodies}</table>
`;
}

function renderRow<Row>(row: Row, { nameOf, columns, classOf }: Table<Row>): Markup {
  const cells = columns.map((column) => renderCell(row, column));
  return html`<tr class="${classOf?.(row)}"><th scope="row">${nameOf(row)}</th>${cells}</tr>\n`;
}

/** A cell repeats its header for screens too narrow for a row of headers. */
function renderCell<Row>(row: Row, { header, kind, cell }: Column<Row>): Markup {
  const label = typeof header === 'string' && html` data-label="${header}"`;
  return html`<td class="${kind}"${label}>${cell(row)}</td>`;
}

/** A score in percent with its interval, if it has one, in small print. */
export function renderScore(value: number, interval?: readonly [number, number]): Markup {
  const small = interval && html` <small>${renderInterval(interval)}</small>`;
  return html`${renderFigure(value)}${small}`;
}
