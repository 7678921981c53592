// The first system against another one: differences with their intervals and p-values.
import { differencePlot, renderPlot, renderPlotAxis } from '../elements/interval-plot.js';
import { html, isolated, type Markup } from '../elements/markup.js';
import { renderFigure, renderInteger, renderPValue, renderQuantity } from '../elements/numbers.js';
import { renderTable } from '../elements/table.js';
import type { ReportComparison } from '../eval-report.js';
import {
  type ComparedRow,
  type ComparedScores,
  classOfCompared,
  differenceColumn,
  pNote,
  significanceColumns,
} from './compared-columns.js';
import type { Section } from './section.js';

// Lines beyond these are counted, not listed.
const LISTED_LINES = 500;

/** @param name the first system */
export function comparisonSection(comparison: ReportComparison, name: string): Section {
  const { other, overall, better, worse } = comparison;
  return {
    name: 'comparison',
    title: 'Comparison',
    body: html`${renderVerdict(overall, name, other.name)}${renderRows(rowsOf(comparison))}
${renderLines('better', better)}${renderLines('worse', worse)}<p class="note">${pNote}</p>
`,
  };
}

function renderVerdict(overall: ComparedScores, name: string, other: string): Markup {
  const { difference, pValue, isSignificant } = overall;
  const size = Math.abs(difference).toFixed(2);
  const direction = difference > 0 ? 'above' : 'below';
  const relation =
    Number(size) === 0 ? 'has the same F1 as' : `is ${size} points of F1 ${direction}`;
  const judgment = isSignificant ? 'significant' : 'not significant';
  const p = renderPValue(pValue);
  const kind = isSignificant ? (difference > 0 ? 'passed' : 'failed') : 'open';
  return html`<p class="verdict ${kind}">${isolated(name)} ${relation} ${isolated(other)}.
The difference is ${judgment} (p ${p.startsWith('<') ? p : `= ${p}`}).</p>
`;
}

interface Row extends ComparedRow {
  readonly compared: ComparedScores;
}

const rowsOf = ({ overall, types }: ReportComparison): Row[] => [
  { name: 'Micro', isAverage: true, compared: overall },
  ...Object.entries(types).map(([name, compared]) => ({ name, isAverage: false, compared })),
];

function renderRows(rows: readonly Row[]): Markup {
  const plot = differencePlot(rows.map(plottedOf));
  return renderTable<Row>({
    kind: 'rows compared',
    caption: 'Difference of F1 by type',
    nameHeader: 'Type',
    nameOf: ({ name }) => isolated(name),
    columns: [
      { header: 'This system', kind: 'number', cell: (row) => renderFigure(row.compared.first) },
      { header: 'Other', kind: 'number', cell: (row) => renderFigure(row.compared.second) },
      differenceColumn((row) => row.compared.difference),
      ...significanceColumns,
      {
        header: renderPlotAxis(plot, 'Difference, 95 % interval'),
        kind: 'plotted',
        cell: (row) => renderPlot(plot, plottedOf(row)),
      },
    ],
    groups: [rows],
    classOf: classOfCompared,
  });
}

const plottedOf = ({ compared: { difference, interval } }: Row) => ({
  value: difference,
  interval,
});

function renderLines(kind: 'better' | 'worse', lines: readonly number[]): Markup {
  if (lines.length === 0) return html`<p>No sentence is ${kind} than the other system’s.</p>`;
  const count = renderQuantity(lines.length, 'sentence is', 'sentences are');
  const more = lines.length - LISTED_LINES;
  const listed = lines.slice(0, LISTED_LINES).join(', ');
  return html`<details><summary>${count} ${kind} than the other system’s</summary>
<p class="lines">Lines ${listed}${more > 0 && ` and ${renderInteger(more)} more`}</p></details>
`;
}
