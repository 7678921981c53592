// Rows of trainings that differ by their seeds only: their scores, seconds and command.
import { renderMean, renderTable } from '../harness/markdown.js';
import { figuresOf, type Outcomes } from '../harness/run.js';
import { type AccuracyRun, type Beginnings, renderCommand } from './accuracy-run.js';

export interface Row {
  /** What stands before the scores. */
  readonly cells: readonly string[];
  readonly runs: readonly AccuracyRun[];
}

export interface ScoreColumn {
  readonly title: string;
  /** The name of the figure. */
  readonly figure: string;
}

/** Mean ± standard deviation (smallest, largest) of each score, and of the seconds by how many trainings ran at once. */
export function renderScores(
  titles: readonly string[],
  columns: readonly ScoreColumn[],
  rows: readonly Row[],
  outcomes: Outcomes<AccuracyRun>,
): string {
  const allAtOnce = figuresOf(
    rows.flatMap(({ runs }) => runs),
    outcomes,
    'atOnce',
  );
  const counts = [...new Set(allAtOnce)].sort((one, other) => one - other);
  const header = [...titles, ...columns.map(({ title }) => title), ...counts.map(secondsTitle)];
  const lines = rows.map(({ cells, runs }) => [
    ...cells,
    ...columns.map(({ figure }) => renderSpread(figuresOf(runs, outcomes, figure), 2)),
    ...counts.map((count) => {
      const timed = runs.filter((run) => outcomes(run)?.atOnce === count);
      return renderMean(figuresOf(timed, outcomes, 'seconds'), 0);
    }),
  ]);
  return renderTable(header, lines);
}

function secondsTitle(atOnce: number): string {
  return atOnce === 1 ? 'seconds, all threads' : `seconds, ${atOnce} at once, 1 thread each`;
}

/** As in 92.06 ± 0.09 (91.99, 92.16). */
export function renderSpread(figures: readonly number[], digits: number): string {
  const mean = renderMean(figures, digits);
  if (figures.length < 2) return mean;
  const [least, most] = [Math.min(...figures), Math.max(...figures)];
  return `${mean} (${least.toFixed(digits)}, ${most.toFixed(digits)})`;
}

/** The command of each row in their order, with the first of its seeds. */
export function renderCommands(rows: readonly Row[], beginnings: Beginnings): string {
  return rows.map(({ runs: [first] }) => `    ${renderCommand(first, beginnings)}`).join('\n');
}

/** As in "mean ± standard deviation (smallest, largest) of seeds 1, 2, 3". */
export function renderLegend(rows: readonly Row[]): string {
  const seeds = [...new Set(rows.flatMap(({ runs }) => runs.map(({ seed }) => seed)))];
  if (seeds.length === 1) return `seed ${seeds[0]}`;
  return `mean ± standard deviation (smallest, largest) of seeds ${seeds.join(', ')}`;
}
