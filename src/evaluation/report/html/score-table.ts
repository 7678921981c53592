// Rows of counts, precision, recall and F1 with their intervals, F1 drawn on a scale that all rows
// share.
import { percentPlot, renderPlot, renderPlotAxis } from '../elements/interval-plot.js';
import { isolated, type Markup } from '../elements/markup.js';
import { renderInteger } from '../elements/numbers.js';
import { type Column, renderScore, renderTable } from '../elements/table.js';
import type { ReportRow } from '../eval-report.js';

type Figures = Pick<ReportRow, 'precision' | 'recall' | 'f1' | 'intervals'>;

export interface ScoreRow {
  readonly name: string;
  /** Averages are set apart from the rows that they are of. */
  readonly isAverage?: boolean;
  readonly figures: Figures & Partial<Pick<ReportRow, 'gold' | 'predicted' | 'correct'>>;
}

const COUNTS = { gold: 'Gold', predicted: 'Predicted', correct: 'Correct' } as const;
export const FIGURES = { precision: 'Precision', recall: 'Recall', f1: 'F1' } as const;

export function renderScoreTable(
  caption: string,
  nameHeader: string,
  rows: readonly ScoreRow[],
): Markup {
  return renderTable({
    kind: 'rows scores',
    caption,
    nameHeader,
    nameOf: ({ name }) => isolated(name),
    columns: [...countColumns(), ...figureColumns(), plotColumn(rows)],
    groups: [rows.filter(({ isAverage }) => isAverage), rows.filter(({ isAverage }) => !isAverage)],
    classOf: ({ isAverage }) => (isAverage ? 'average' : ''),
  });
}

const countColumns = (): Column<ScoreRow>[] =>
  (['gold', 'predicted', 'correct'] as const).map((count) => ({
    header: COUNTS[count],
    kind: 'number count',
    cell: ({ figures: { [count]: value } }) => (value === undefined ? '' : renderInteger(value)),
  }));

const figureColumns = (): Column<ScoreRow>[] =>
  (['precision', 'recall', 'f1'] as const).map((figure) => ({
    header: FIGURES[figure],
    kind: `number ${figure}`,
    cell: ({ figures }) => renderScore(figures[figure], figures.intervals?.[figure]),
  }));

function plotColumn(rows: readonly ScoreRow[]): Column<ScoreRow> {
  const plot = percentPlot(rows.map(({ figures }) => plottedF1(figures)));
  const hasIntervals = rows.some(({ figures }) => figures.intervals);
  return {
    header: renderPlotAxis(plot, hasIntervals ? 'F1, 95 % interval' : 'F1'),
    kind: 'plotted',
    cell: ({ figures }) => renderPlot(plot, plottedF1(figures)),
  };
}

export const plottedF1 = ({ f1, intervals }: Figures) => ({
  value: f1,
  ...(intervals && { interval: intervals.f1 }),
});
