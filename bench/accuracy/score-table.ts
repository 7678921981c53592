// Tables whose rows are trainings that differ by their seeds only: scores, seconds and commands.
import { renderMarkdownTable, renderMean } from '../harness/markdown.js';
import { type Outcomes, outcomeFigures } from '../harness/outcome.js';
import { type AccuracyRun, renderCommand, type StartFiles } from './accuracy-run.js';

export interface Row {
  /** The cells before the scores. */
  readonly cells: readonly string[];
  readonly runs: readonly AccuracyRun[];
}

export interface ScoreColumn {
  readonly title: string;
  /** The name of the figure. */
  readonly figure: string;
}

/** The spread of each score over the seeds, and the seconds by the number of trainings at once. */
export function renderScores(
  titles: readonly string[],
  columns: readonly ScoreColumn[],
  rows: readonly Row[],
  outcomes: Outcomes<AccuracyRun>,
): string {
  const allAtOnce = outcomeFigures(
    rows.flatMap(({ runs }) => runs),
    outcomes,
    'atOnce',
  );
  const counts = [...new Set(allAtOnce)].sort((one, other) => one - other);
  const header = [...titles, ...columns.map(({ title }) => title), ...counts.map(secondsTitle)];
  const lines = rows.map(({ cells, runs }) => [
    ...cells,
    ...columns.map(({ figure }) => renderSeedSpread(outcomeFigures(runs, outcomes, figure))),
    ...counts.map((count) => {
      const timed = runs.filter((run) => outcomes(run)?.atOnce === count);
      return renderMean(outcomeFigures(timed, outcomes, 'seconds'), 0);
    }),
  ]);
  return renderMarkdownTable(header, lines);
}

function secondsTitle(atOnce: number): string {
  return atOnce === 1 ? 'seconds, all threads' : `seconds, ${atOnce} at once, 1 thread each`;
}

/** Mean ± standard deviation (minimum, maximum), as in "92.06 ± 0.09 (91.99, 92.16)". */
export function renderSeedSpread(figures: readonly number[]): string {
  const mean = renderMean(figures, 2);
  if (figures.length < 2) return mean;
  return `${mean} (${Math.min(...figures).toFixed(2)}, ${Math.max(...figures).toFixed(2)})`;
}

/** The command of each row, with the first of its seeds. */
export function renderCommands(rows: readonly Row[], names: StartFiles): string {
  return rows.map(({ runs: [first] }) => `    ${renderCommand(first, names)}`).join('\n');
}

/** As in "mean ± standard deviation (minimum, maximum) of seeds 1, 2, 3". */
export function renderLegend(rows: readonly Row[]): string {
  const seeds = [...new Set(rows.flatMap(({ runs }) => runs.map(({ seed }) => seed)))];
  if (seeds.length === 1) return `seed ${seeds[0]}`;
  return `mean ± standard deviation (minimum, maximum) of seeds ${seeds.join(', ')}`;
}
