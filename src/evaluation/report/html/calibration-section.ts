// The reliability diagram: how often predictions of each confidence are right.
import { scaleLinear, scaleSqrt } from 'd3-scale';
import { renderChart, round, X_RANGE, Y_RANGE } from '../elements/chart.js';
import { html, type Markup } from '../elements/markup.js';
import { renderFigure, renderInteger } from '../elements/numbers.js';
import { renderTable } from '../elements/table.js';
import type { ReportSystem } from '../eval-report.js';
import type { Section } from './section.js';

type Calibration = NonNullable<ReportSystem['calibration']>;
type Bin = Calibration['bins'][number];

const TICKS = [0, 20, 40, 60, 80, 100];
const [SMALLEST_RADIUS, LARGEST_RADIUS] = [2.5, 9];

export function calibrationSection({ calibration }: ReportSystem): Section | undefined {
  if (calibration === undefined) return undefined;
  const bins = calibration.bins.filter(({ count }) => count > 0);
  const difference = renderFigure(calibration.expectedError);
  return {
    name: 'calibration',
    title: 'Calibration',
    body: html`<p>Confidence and the share of correct predictions differ by ${difference} points on
average (expected calibration error). Dots above the diagonal are more often correct than their
confidence says, dots below it less often.</p>
<div class="charts">
${renderDiagram(bins)}${renderNumbers(bins)}</div>
`,
  };
}

function renderDiagram(bins: readonly Bin[]): Markup {
  const x = scaleLinear([0, 100], X_RANGE);
  const y = scaleLinear([0, 100], Y_RANGE);
  const most = Math.max(1, ...bins.map(({ count }) => count));
  const radius = scaleSqrt([0, most], [SMALLEST_RADIUS, LARGEST_RADIUS]);
  const [left, right] = X_RANGE;
  const [bottom, top] = Y_RANGE;
  const dots = bins.map(({ count, confidence, correct }) => {
    const [cx, cy, diagonal] = [x(confidence), y(correct), y(confidence)].map(round);
    return html`<line class="gap" x1="${cx}" x2="${cx}" y1="${diagonal}" y2="${cy}"/>
<circle class="bin" cx="${cx}" cy="${cy}" r="${round(radius(count))}"/>
`;
  });
  return renderChart(
    'Reliability diagram: share of correct predictions by confidence; the numbers are in the table',
    { scale: x, label: 'Confidence, %', ticks: TICKS },
    { scale: y, label: 'Correct, %', ticks: TICKS },
    html`<line class="diagonal" x1="${left}" x2="${right}" y1="${bottom}" y2="${top}"/>
${dots}`,
  );
}

const renderNumbers = (bins: readonly Bin[]): Markup =>
  renderTable({
    kind: 'matrix numbers',
    caption: 'Confidence and share of correct predictions',
    nameHeader: 'Confidence, %',
    nameOf: ({ confidence }) => confidence.toFixed(1),
    columns: [
      { header: 'Correct, %', kind: 'number', cell: ({ correct }) => correct.toFixed(1) },
      { header: 'Entities', kind: 'number', cell: ({ count }) => renderInteger(count) },
    ],
    groups: [bins],
  });
