// Curves over epochs in one chart: a line for each, and a dot with the number for each epoch.
import { scaleLinear, scaleLog } from 'd3-scale';
import { line } from 'd3-shape';
import { type ChartScale, renderChart, round, X_RANGE, Y_RANGE } from './chart.js';
import { html, type Markup } from './markup.js';

export interface Point {
  readonly epoch: number;
  readonly value: number;
}

export interface Curve {
  /** The start of the title of its dots, with a comma at its end. */
  readonly name: string;
  /** Classes, which decide color and dashes. */
  readonly kind: string;
  /** At least one. */
  readonly points: readonly Point[];
  /** An epoch with a larger dot. */
  readonly marked?: number | undefined;
}

export interface CurveChart {
  readonly label: string;
  /** What the chart shows, for a reader who does not see it. */
  readonly description: string;
  readonly curves: readonly Curve[];
  /** On a logarithmic scale, values of 0 are left out. */
  readonly scale?: 'linear' | 'from zero' | 'logarithmic';
}

const SHOWN_DIGITS = 4;
const MOST_TICKS = 6;
const [DOT, LARGE_DOT] = [2.5, 4.5];

export const renderShort = (value: number): string =>
  String(Number(value.toPrecision(SHOWN_DIGITS)));

export function renderCurves({ label, description, curves, scale = 'linear' }: CurveChart): Markup {
  const isShown = scale === 'logarithmic' ? ({ value }: Point) => value > 0 : () => true;
  const points = curves.flatMap((curve) => curve.points);
  const epochs = points.map(({ epoch }) => epoch);
  const x = scaleLinear(extentOf(epochs), X_RANGE);
  const values = points.filter(isShown).map(({ value }) => value);
  const y = scaleOf(scale, values);
  const path = line<Point>(
    ({ epoch }) => x(epoch),
    ({ value }) => y(value),
  )
    .defined(isShown)
    .digits(1);
  const lines = curves.map(
    ({ kind, points }) => html`<path class="curve ${kind}" d="${path(points) ?? ''}"/>`,
  );
  const dots = curves.map((curve) => renderDots(curve, x, y, isShown));
  const ticks = x.ticks(Math.min(MOST_TICKS, new Set(epochs).size)).filter(Number.isInteger);
  return renderChart(
    description,
    { scale: x, label: 'Epoch', ticks },
    {
      scale: y,
      label,
      format: renderTick,
      ...(scale === 'logarithmic' && { ticks: powersOf(y) }),
    },
    html`${lines}${dots}`,
  );
}

// More characters have no room beside the axis.
const LONGEST_TICK = 6;

function renderTick(value: number): string {
  const text = renderShort(value);
  return text.length <= LONGEST_TICK ? text : value.toExponential(1);
}

function renderDots(
  { name, kind, points, marked }: Curve,
  x: ChartScale,
  y: ChartScale,
  isShown: (point: Point) => boolean,
): Markup {
  const dots = points.filter(isShown).map((point) => {
    const [cx, cy] = [x(point.epoch), y(point.value)].map(round);
    const isMarked = point.epoch === marked;
    const title = `${name}epoch ${point.epoch}: ${renderShort(point.value)}`;
    return html`<circle class="${isMarked ? 'best' : 'dot'} ${kind}" cx="${cx}" cy="${cy}" r="${isMarked ? LARGE_DOT : DOT}"><title>${title}</title></circle>
`;
  });
  return html`${dots}`;
}

function scaleOf(scale: CurveChart['scale'], values: readonly number[]): ChartScale {
  const [low, high] = values.length === 0 ? [1, 10] : extentOf(values);
  if (scale === 'logarithmic') return scaleLog([low, high], Y_RANGE).nice();
  return scaleLinear([scale === 'from zero' ? Math.min(0, low) : low, high], Y_RANGE).nice();
}

/** With more than a hundred thousand values, they would be too many for Math.min(). */
function extentOf(values: readonly number[]): [number, number] {
  return values.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
}

/** Ticks at powers of ten, with others between them if these are few. */
function powersOf(scale: ChartScale): number[] {
  const ticks = scale.ticks();
  const powers = ticks.filter((tick) => Number.isInteger(Math.log10(tick)));
  const rounded = ticks.filter((tick) => /^[125]/.test(tick.toExponential()));
  return powers.length > 2 ? powers : rounded;
}
