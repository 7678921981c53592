// Curves by epoch: F1 on dev, loss, gradient norm, learning rate.
import { renderCurves, renderShort } from '../elements/curves.js';
import { html, isolated, type Markup } from '../elements/markup.js';
import { renderFigure } from '../elements/numbers.js';
import { renderTable } from '../elements/table.js';
import type { Section } from '../html/section.js';
import { curvesOf, hasSameDev, type ShownRun } from './compared-trainings.js';
import type { ReportEpoch, TrainingReport } from './training-report.js';

export function curvesSection(report: TrainingReport, runs: readonly ShownRun[]): Section {
  const drawn = runs.filter(({ run }) => run.epochs.length > 0);
  return {
    name: 'curves',
    title: 'Curves',
    body: html`${renderLegend(drawn)}${renderWarning(report, drawn)}<div class="charts">
${renderCharts(drawn)}</div>
<p class="note">A large dot is the best epoch of a run. The gradient norm is that before clipping: the
median of the steps, and dotted the largest; its scale is logarithmic. The learning rate is that of
the last step.</p>
${drawn.map(renderNumbers)}`,
  };
}

function renderCharts(runs: readonly ShownRun[]): Markup {
  const described = (what: string) => `${what} by epoch; the numbers are in the tables below`;
  const norms = [
    ...curvesOf(runs, ({ medianNorm }) => medianNorm, { note: 'median, ' }),
    ...curvesOf(runs, ({ largestNorm }) => largestNorm, { note: 'largest, ', kind: 'largest' }),
  ];
  return html`${renderCurves({
    label: 'F1 on dev',
    description: described('F1 on dev'),
    curves: curvesOf(runs, ({ devF1 }) => devF1, { isMarked: true }),
  })}${renderCurves({
    label: 'Loss',
    description: described('Loss'),
    curves: curvesOf(runs, ({ loss }) => loss),
  })}${renderCurves({
    label: 'Gradient norm',
    description: described('Median and largest gradient norm'),
    curves: norms,
    scale: 'logarithmic',
  })}${renderCurves({
    label: 'Learning rate',
    description: described('Learning rate'),
    curves: curvesOf(runs, ({ learningRate }) => learningRate),
    scale: 'from zero',
  })}`;
}

/** One curve needs no legend. */
function renderLegend(runs: readonly ShownRun[]): Markup | false {
  if (runs.length === 1) return false;
  const items = runs.map(
    ({
      name,
      kind,
    }) => html`<li><svg aria-hidden="true" width="28" height="10"><path class="curve ${kind}" d="M0,5h28"/></svg>
${isolated(name)}</li>
`,
  );
  return html`<ul class="series">
${items}</ul>
`;
}

function renderWarning(report: TrainingReport, runs: readonly ShownRun[]): Markup[] {
  const others = new Set(runs.flatMap(({ earlier }) => (earlier ? [earlier] : [])));
  return [...others]
    .filter((other) => !hasSameDev(report, other.report))
    .map(
      ({ name }) => html`<p class="verdict failed">${isolated(name)} was scored on other dev
sentences, so its F1 cannot be compared.</p>
`,
    );
}

function renderNumbers({ name, run: { epochs } }: ShownRun): Markup {
  const number = (header: string, cell: (epoch: ReportEpoch) => string) => ({
    header,
    kind: 'number',
    cell,
  });
  const table = renderTable<ReportEpoch>({
    kind: 'matrix',
    caption: `Numbers of ${name} by epoch`,
    nameHeader: 'Epoch',
    nameOf: ({ epoch }) => epoch,
    columns: [
      number('F1 on dev', ({ devF1 }) => renderFigure(devF1)),
      number('Loss', ({ loss }) => renderShort(loss)),
      number('Norm', ({ medianNorm }) => renderShort(medianNorm)),
      number('Largest', ({ largestNorm }) => renderShort(largestNorm)),
      number('Rate', ({ learningRate }) => renderShort(learningRate)),
    ],
    groups: [epochs],
  });
  return html`<details><summary>Numbers of each epoch, ${isolated(name)}</summary>
${table}</details>
`;
}
