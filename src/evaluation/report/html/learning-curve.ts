// F1 on dev and the loss after each epoch, one chart each.
import { type Point, renderCurves, renderShort } from '../elements/curves.js';
import { html, type Markup } from '../elements/markup.js';
import { renderFigure } from '../elements/numbers.js';
import { renderTable } from '../elements/table.js';
import type { ReportSystem } from '../eval-report.js';
import type { Section } from './section.js';

type Epoch = NonNullable<ReportSystem['learningCurve']>[number];

export function learningCurveSection({ learningCurve = [] }: ReportSystem): Section | undefined {
  if (learningCurve.length === 0) return undefined;
  const best = learningCurve.reduce((a, b) => (b.devF1 > a.devF1 ? b : a));
  const pointsOf = (measure: (epoch: Epoch) => number) =>
    learningCurve.map((epoch) => ({ epoch: epoch.epoch, value: measure(epoch) }));
  const f1 = renderCurve(
    'F1 on dev',
    pointsOf(({ devF1 }) => devF1),
    best,
  );
  const loss = renderCurve(
    'Loss',
    pointsOf(({ loss }) => loss),
  );
  return {
    name: 'learning',
    title: 'Learning curve',
    body: html`<p>The best F1 on dev is ${renderFigure(best.devF1)}, after epoch ${best.epoch} of
${learningCurve.length}.</p>
<div class="charts">
${f1}${loss}</div>
${renderNumbers(learningCurve)}`,
  };
}

/** @param marked an epoch with a large dot on the curve */
function renderCurve(label: string, points: readonly Point[], marked?: Epoch): Markup {
  const [first, last] = [points[0], points[points.length - 1]].map(({ value }) =>
    renderShort(value),
  );
  return renderCurves({
    label,
    description: `${label} by epoch, from ${first} to ${last}`,
    curves: [{ name: '', kind: '', points, marked: marked?.epoch }],
  });
}

function renderNumbers(curve: readonly Epoch[]): Markup {
  const table = renderTable<Epoch>({
    kind: 'matrix numbers',
    caption: 'F1 on dev and loss by epoch',
    nameHeader: 'Epoch',
    nameOf: ({ epoch }) => epoch,
    columns: [
      { header: 'F1 on dev', kind: 'number', cell: ({ devF1 }) => renderFigure(devF1) },
      { header: 'Loss', kind: 'number', cell: ({ loss }) => renderShort(loss) },
    ],
    groups: [curve],
  });
  return html`<details><summary>Numbers of each epoch</summary>
${table}</details>
`;
}
