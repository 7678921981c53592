// F1 on dev and the loss after each epoch, one chart each.
import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { renderChart, round, X_RANGE, Y_RANGE } from '../elements/chart.js';
import { html, type Markup } from '../elements/markup.js';
import { renderFigure } from '../elements/numbers.js';
import { renderTable } from '../elements/table.js';
import type { ReportSystem } from '../eval-report.js';
import type { Section } from './section.js';

type Epoch = NonNullable<ReportSystem['learningCurve']>[number];

const SHOWN_DIGITS = 4;
const MOST_TICKS = 6;

export function learningCurveSection({ learningCurve = [] }: ReportSystem): Section | undefined {
  if (learningCurve.length === 0) return undefined;
  const best = learningCurve.reduce((a, b) => (b.devF1 > a.devF1 ? b : a));
  const f1 = renderCurve('F1 on dev', learningCurve, ({ devF1 }) => devF1, best);
  const loss = renderCurve('Loss', learningCurve, ({ loss }) => loss);
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

/** @param marked an epoch with a dot on the curve */
function renderCurve(
  label: string,
  curve: readonly Epoch[],
  measure: (epoch: Epoch) => number,
  marked?: Epoch,
): Markup {
  const values = curve.map(measure);
  const epochs = curve.map(({ epoch }) => epoch);
  const x = scaleLinear([Math.min(...epochs), Math.max(...epochs)], X_RANGE);
  const y = scaleLinear([Math.min(...values), Math.max(...values)], Y_RANGE).nice();
  const path = line<Epoch>(
    ({ epoch }) => x(epoch),
    (epoch) => y(measure(epoch)),
  ).digits(1);
  // A curve of one epoch has no line.
  const dots = [...(curve.length === 1 ? curve : []), ...(marked ? [marked] : [])].map((epoch) => {
    const [cx, cy] = [x(epoch.epoch), y(measure(epoch))].map(round);
    return html`<circle class="best" cx="${cx}" cy="${cy}" r="4.5"/>`;
  });
  const ticks = x.ticks(Math.min(MOST_TICKS, curve.length)).filter(Number.isInteger);
  return renderChart(
    `${label} by epoch, from ${format(values[0])} to ${format(values[values.length - 1])}`,
    { scale: x, label: 'Epoch', ticks },
    { scale: y, label },
    html`<path class="curve" d="${path(curve) ?? ''}"/>${dots}`,
  );
}

const format = (value: number) => String(Number(value.toPrecision(SHOWN_DIGITS)));

function renderNumbers(curve: readonly Epoch[]): Markup {
  const table = renderTable<Epoch>({
    kind: 'matrix numbers',
    caption: 'F1 on dev and loss by epoch',
    nameHeader: 'Epoch',
    nameOf: ({ epoch }) => epoch,
    columns: [
      { header: 'F1 on dev', kind: 'number', cell: ({ devF1 }) => renderFigure(devF1) },
      { header: 'Loss', kind: 'number', cell: ({ loss }) => format(loss) },
    ],
    groups: [curve],
  });
  return html`<details><summary>Numbers of each epoch</summary>
${table}</details>
`;
}
