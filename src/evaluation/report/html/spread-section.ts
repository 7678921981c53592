// Several systems side by side, such as models that differ by their seed, and the spread of their
// F1.
import { percentPlot, renderPlot, renderPlotAxis } from '../elements/interval-plot.js';
import { html, isolated, type Markup } from '../elements/markup.js';
import { renderFigure, renderQuantity } from '../elements/numbers.js';
import { renderTable } from '../elements/table.js';
import type { EvalReport } from '../eval-report.js';
import { renderScoreTable } from './score-table.js';
import type { Section } from './section.js';

type Spread = NonNullable<EvalReport['spread']>;
type SpreadOfF1 = Spread['overall'];

const COLUMNS = {
  mean: 'Mean',
  standardDeviation: 'SD',
  min: 'Lowest',
  max: 'Highest',
} as const;

export function systemsSection({ systems, spread }: EvalReport): Section | undefined {
  if (systems.length === 1) return undefined;
  const rows = systems.map(({ name, overall }) => ({ name, figures: overall }));
  const table = renderScoreTable('Micro scores by system', 'System', rows);
  return {
    name: 'systems',
    title: 'Systems',
    body: html`${spread && renderSummary(spread.overall, systems.length)}${table}${
      spread && renderSpread(spread)
    }`,
  };
}

function renderSummary({ mean, standardDeviation }: SpreadOfF1, systemCount: number): Markup {
  const f1 = `${renderFigure(mean)} ± ${renderFigure(standardDeviation)}`;
  const systems = renderQuantity(systemCount, 'system');
  return html`<p class="summary">F1 <strong>${f1}</strong>, mean and standard deviation of
${systems}</p>
`;
}

function renderSpread({ overall, types }: Spread): Markup {
  const rows = [
    { name: 'Micro', isAverage: true, spread: overall },
    ...Object.entries(types).map(([name, spread]) => ({ name, isAverage: false, spread })),
  ];
  const plot = percentPlot(rows.map(({ spread }) => plottedOf(spread)));
  type Row = (typeof rows)[number];
  const numbers = (['mean', 'standardDeviation', 'min', 'max'] as const).map((measure) => ({
    header: COLUMNS[measure],
    kind: 'number',
    cell: ({ spread }: Row) => renderFigure(spread[measure]),
  }));
  const drawn = {
    header: renderPlotAxis(plot, 'F1, lowest to highest'),
    kind: 'plotted',
    cell: ({ spread }: Row) => renderPlot(plot, plottedOf(spread)),
  };
  const table = renderTable({
    kind: 'rows spread',
    caption: 'Spread of F1 over the systems by type',
    nameHeader: 'Type',
    nameOf: ({ name }) => isolated(name),
    columns: [...numbers, drawn],
    groups: [rows],
    classOf: ({ isAverage }) => (isAverage ? 'average' : ''),
  });
  return html`<h3>Spread of F1</h3>
${table}`;
}

const plottedOf = ({ mean, min, max }: SpreadOfF1) => ({
  value: mean,
  interval: [min, max] as const,
});
