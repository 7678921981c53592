// Scores, of a system or a new model: large figures, then a row for each average and type.
import type { Interval } from '../../resample.js';
import { type Plot, percentPlot, renderPlot, renderPlotAxis } from '../elements/interval-plot.js';
import { html, type Markup } from '../elements/markup.js';
import { renderFigure, renderInteger, renderInterval } from '../elements/numbers.js';
import type { ReportScores } from '../eval-report.js';
import { FIGURES, renderScoreTable, type ScoreRow } from './score-table.js';
import type { Section } from './section.js';

// The large figures stand side by side.
const TICK_COUNT = 3;

interface Figure {
  readonly name: string;
  readonly value: number;
  readonly interval: Interval | undefined;
  /** The counts that it is a ratio of. */
  readonly note: string;
}

export function scoresSection(scores: ReportScores): Section {
  const table = renderScoreTable('Scores by type', 'Type', rowsOf(scores));
  const aboutIntervals =
    scores.overall.intervals &&
    ' Intervals hold 95 % of the values over resamples of the sentences.';
  return {
    name: 'scores',
    title: 'Scores',
    body: html`${renderFigures(figuresOf(scores))}${table}<p class="note">
Micro counts every entity alike; macro is the mean over types; weighted is the mean over types by
their gold entities.${aboutIntervals}</p>
`,
  };
}

function rowsOf({ overall, macro, weighted, types }: ReportScores): ScoreRow[] {
  return [
    { name: 'Micro', figures: overall, isAverage: true },
    { name: 'Macro', figures: macro, isAverage: true },
    { name: 'Weighted', figures: weighted, isAverage: true },
    ...Object.entries(types).map(([name, figures]) => ({ name, figures })),
  ];
}

function figuresOf({ overall, tokens }: ReportScores): Figure[] {
  const { gold, predicted, correct, intervals } = overall;
  const found = renderInteger(correct);
  const notes = {
    f1: 'harmonic mean of both',
    precision: `${found} of ${renderInteger(predicted)} predicted`,
    recall: `${found} of ${renderInteger(gold)} gold`,
  };
  return [
    ...(['f1', 'precision', 'recall'] as const).map((figure) => ({
      name: FIGURES[figure],
      value: overall[figure],
      interval: intervals?.[figure],
      note: notes[figure],
    })),
    {
      name: 'Token accuracy',
      value: tokens.accuracy,
      interval: tokens.interval,
      note: `${renderInteger(tokens.correct)} of ${renderInteger(tokens.count)} tokens`,
    },
  ];
}

function renderFigures(figures: readonly Figure[]): Markup {
  const plot = percentPlot(figures, TICK_COUNT);
  return html`<dl class="figures">
${figures.map((figure) => renderKeyFigure(figure, plot))}</dl>
`;
}

function renderKeyFigure(figure: Figure, plot: Plot): Markup {
  const { name, value, interval, note } = figure;
  return html`<div><dt>${name}</dt>
<dd class="large">${renderFigure(value)}</dd>
${interval && html`<dd class="interval">${renderInterval(interval)}</dd>`}
<dd>${note}</dd>
<dd class="drawn">${renderPlot(plot, figure)}${renderPlotAxis(plot, '')}</dd></div>
`;
}
