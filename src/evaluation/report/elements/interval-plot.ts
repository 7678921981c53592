// Values with their intervals, drawn on one scale in the rows of a table. Places are percentages of
// the cell's width, so that the drawing stretches with the table.
import { scaleLinear } from 'd3-scale';
import type { Interval } from '../../resample.js';
import { html, type Markup } from './markup.js';

export interface Plot {
  /** The place of a value, in percent of the width. */
  place(value: number): number;
  readonly ticks: readonly number[];
}

export interface PlottedValue {
  readonly value: number;
  readonly interval?: Interval | undefined;
  /** Another value, drawn as a hollow mark and joined to the first. */
  readonly reference?: number | undefined;
}

const TICK_COUNT = 4;
// Room for the marks at both ends.
const [LEFT, RIGHT] = [4, 96];
// A scale that shows less than this would make noise look large.
const LEAST_RANGE = 8;
// Of a bar, in percent.
const LEAST_WIDTH = 0.5;

/** A scale of percentages that holds all values and intervals. */
export function percentPlot(values: readonly PlottedValue[], tickCount = TICK_COUNT): Plot {
  const [low, high] = rangeOf(values);
  const missing = Math.max(0, LEAST_RANGE - (high - low));
  const start = Math.max(0, Math.min(low - missing / 2, 100 - LEAST_RANGE));
  const end = Math.min(100, Math.max(high + missing / 2, start + LEAST_RANGE));
  return plotOf(start, end, [0, 100], tickCount);
}

/** A scale of differences with zero in it. */
export function differencePlot(values: readonly PlottedValue[]): Plot {
  const [low, high] = rangeOf(values);
  return plotOf(Math.min(low, -1), Math.max(high, 1), [-100, 100], TICK_COUNT);
}

function rangeOf(values: readonly PlottedValue[]): Interval {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { value, interval = [value, value], reference = value } of values) {
    low = Math.min(low, value, interval[0], reference);
    high = Math.max(high, value, interval[1], reference);
  }
  return low > high ? [0, 100] : [low, high];
}

function plotOf(low: number, high: number, [least, most]: Interval, tickCount: number): Plot {
  const scale = scaleLinear([low, high], [LEFT, RIGHT]).nice(tickCount);
  const [start, end] = scale.domain();
  scale.domain([Math.max(least, start), Math.min(most, end)]).clamp(true);
  return {
    place: (value) => Math.round(scale(value) * 100) / 100,
    ticks: scale.ticks(tickCount),
  };
}

/**
 * The ticks of a plot, for the header of its column. Screen readers read the numbers of the rows
 * instead.
 */
export function renderPlotAxis({ place, ticks }: Plot, label: string): Markup {
  const texts = ticks.map((tick) => {
    const sign = tick < 0 ? '\u2212' : '';
    return html`<text x="${place(tick)}%" y="13">${sign}${Math.abs(tick)}</text>`;
  });
  return html`<span class="plot-label">${label}</span>
<svg class="plot axis" aria-hidden="true">${texts}</svg>`;
}

export function renderPlot(plot: Plot, plotted: PlottedValue): Markup {
  const { place, ticks } = plot;
  const { value, interval, reference } = plotted;
  const grid = ticks.map((tick) => {
    const x = `${place(tick)}%`;
    return html`<line class="${tick === 0 ? 'zero' : 'grid'}" x1="${x}" x2="${x}" y2="100%"/>`;
  });
  const bar = interval && renderBar('interval', place(interval[0]), place(interval[1]));
  const change = reference !== undefined && renderChange(place(reference), place(value));
  const mark = html`<circle class="value" cx="${place(value)}%" cy="50%" r="4"/>`;
  return html`<svg class="plot" aria-hidden="true">${grid}${bar}${change}${mark}</svg>`;
}

/** A bar that is as long as a share of the width. */
export const renderShareBar = (share: number): Markup =>
  html`<svg class="plot" aria-hidden="true">${share > 0 && renderBar('bar', 0, 100 * share)}</svg>`;

/** A bar in the middle of the height, whatever that is. */
function renderBar(name: string, left: number, right: number): Markup {
  const width = Math.max(LEAST_WIDTH, right - left).toFixed(2);
  return html`<svg y="50%" overflow="visible"><rect class="${name}" x="${left}%" width="${width}%"
 y="-5" height="10" rx="2"/></svg>`;
}

function renderChange(from: number, to: number): Markup {
  return html`<line class="change" x1="${from}%" x2="${to}%" y1="50%" y2="50%"/>
<circle class="reference" cx="${from}%" cy="50%" r="4"/>`;
}
