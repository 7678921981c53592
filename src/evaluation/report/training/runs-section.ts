// Several runs side by side: how each ended, its best epoch, and its scores.
import { html, isolated, type Markup } from '../elements/markup.js';
import { renderFigure } from '../elements/numbers.js';
import { renderTable } from '../elements/table.js';
import type { Section } from '../html/section.js';
import type { ShownRun } from './compared-trainings.js';
import type { ReportRun } from './training-report.js';

const ENDS = {
  epochs: 'all epochs done',
  patience: 'no better F1 (patience)',
  interrupted: 'interrupted',
  diverged: 'diverged',
} as const satisfies Readonly<Record<ReportRun['end'], string>>;

export function runsSection(runs: readonly ShownRun[]): Section | undefined {
  if (runs.length === 1) return undefined;
  const own = runs.filter(({ earlier }) => earlier === undefined);
  const hasTest = runs.some(({ run }) => run.best?.testF1 !== undefined);
  const table = renderTable<ShownRun>({
    kind: 'rows runs',
    caption: 'Runs and their scores',
    nameHeader: 'Run',
    nameOf: ({ name }) => isolated(name),
    columns: [
      { header: 'Epochs', kind: 'number', cell: ({ run }) => run.epochs.length },
      { header: 'Best epoch', kind: 'number', cell: ({ run }) => run.best?.epoch ?? 'none' },
      { header: 'Dev F1', kind: 'number', cell: ({ run }) => renderF1(run.best?.devF1) },
      ...(hasTest
        ? [
            {
              header: 'Test F1',
              kind: 'number',
              cell: ({ run }: ShownRun) => renderF1(run.best?.testF1),
            },
          ]
        : []),
      { header: 'End', kind: 'end', cell: ({ run }) => ENDS[run.end] },
    ],
    groups: [own, runs.filter(({ earlier }) => earlier)],
  });
  return { name: 'runs', title: 'Runs', body: html`${renderSpread(own)}${table}` };
}

const renderF1 = (f1: number | undefined) => (f1 === undefined ? '–' : renderFigure(f1));

/** Runs that diverged or were interrupted are left out. */
function renderSpread(runs: readonly ShownRun[]): Markup | false {
  const figures = runs.flatMap(({ run: { end, best } }) =>
    best && (end === 'epochs' || end === 'patience') ? [best.devF1] : [],
  );
  if (figures.length < 2) return false;
  const mean = figures.reduce((sum, f1) => sum + f1, 0) / figures.length;
  const squares = figures.reduce((sum, f1) => sum + (f1 - mean) * (f1 - mean), 0);
  const deviation = Math.sqrt(squares / (figures.length - 1));
  return html`<p class="summary">F1 on dev <strong>${renderFigure(mean)}</strong> ±
${renderFigure(deviation)}, mean and standard deviation of ${figures.length} runs</p>
`;
}
