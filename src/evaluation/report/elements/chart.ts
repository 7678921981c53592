// The frame of a chart as SVG: axes, gridlines and their labels.
import type { ScaleContinuousNumeric } from 'd3-scale';
import { html, type Markup } from './markup.js';

export type ChartScale = ScaleContinuousNumeric<number, number>;

export interface ChartAxis {
  readonly scale: ChartScale;
  readonly label: string;
  readonly ticks?: readonly number[];
  /** Text of a tick, if it is not the usual one of the scale. */
  readonly format?: (tick: number) => string;
}

const SIZE = { width: 400, height: 250 };
const TICK_COUNT = 5;
const MARGIN = { top: 26, right: 14, bottom: 42, left: 52 };

/** Places of the lowest and the highest value of each axis. */
export const X_RANGE: readonly [number, number] = [MARGIN.left, SIZE.width - MARGIN.right];
export const Y_RANGE: readonly [number, number] = [SIZE.height - MARGIN.bottom, MARGIN.top];

export const round = (place: number): number => Math.round(place * 10) / 10;

/** @param label what the chart shows, for a reader who does not see it */
export function renderChart(label: string, x: ChartAxis, y: ChartAxis, content: Markup): Markup {
  const [left, right] = X_RANGE;
  const [bottom] = Y_RANGE;
  const middle = (left + right) / 2;
  const box = `0 0 ${SIZE.width} ${SIZE.height}`;
  return html`<svg class="chart" viewBox="${box}" role="img" aria-label="${label}">
${ticksOf(y).map((tick) => renderYTick(y, tick))}
${ticksOf(x).map((tick) => renderXTick(x, tick))}
<line class="edge" x1="${left}" x2="${right}" y1="${bottom}" y2="${bottom}"/>
<text class="label" x="${middle}" y="${SIZE.height - 6}" text-anchor="middle">${x.label}</text>
<text class="label" x="4" y="12">${y.label}</text>
${content}</svg>
`;
}

const ticksOf = ({ scale, ticks }: ChartAxis) => ticks ?? scale.ticks(TICK_COUNT);

const textOf = ({ scale, format = scale.tickFormat(TICK_COUNT) }: ChartAxis, tick: number) =>
  format(tick);

function renderYTick(axis: ChartAxis, tick: number): Markup {
  const y = round(axis.scale(tick));
  const [left, right] = X_RANGE;
  const text = textOf(axis, tick);
  return html`<line class="grid" x1="${left}" x2="${right}" y1="${y}" y2="${y}"/>
<text x="${left - 8}" y="${y + 4}" text-anchor="end">${text}</text>
`;
}

function renderXTick(axis: ChartAxis, tick: number): Markup {
  const text = textOf(axis, tick);
  return html`<text x="${round(axis.scale(tick))}" y="${Y_RANGE[0] + 18}" text-anchor="middle">${text}</text>
`;
}
