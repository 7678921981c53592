// Resident memory over time as an SVG chart.
import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import type { MemorySample } from './memory-samples.js';

const WIDTH = 720;
const HEIGHT = 320;
const MARGIN = { top: 48, right: 150, bottom: 44, left: 64 };

// Distinguishable with color blindness (Okabe & Ito 2008).
const COLORS = ['#0072b2', '#d55e00'];

export interface MemoryCurve {
  readonly name: string;
  /** At least one. */
  readonly samples: readonly MemorySample[];
}

/** An SVG document that ends with a line feed. */
export function renderMemoryChart(curves: readonly MemoryCurve[]): string {
  const all = curves.flatMap(({ samples }) => samples);
  const minutes = Math.max(...all.map(({ seconds }) => seconds / 60), 1 / 60);
  const right = WIDTH - MARGIN.right;
  const bottom = HEIGHT - MARGIN.bottom;
  const x = scaleLinear([0, minutes], [MARGIN.left, right]);
  const most = Math.max(...all.map(({ megabytes }) => megabytes));
  const y = scaleLinear([0, most], [bottom, MARGIN.top]).nice();
  const draw = line<MemorySample>(
    ({ seconds }) => x(seconds / 60),
    ({ megabytes }) => y(megabytes),
  ).digits(1);
  const title = 'Resident memory over time';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12" fill="#222" role="img">`,
    `<title>${title}</title>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    `<text x="${MARGIN.left}" y="26" font-size="15" font-weight="bold">${title}</text>`,
    ...y.ticks(5).map((tick) => {
      const place = y(tick).toFixed(1);
      return `<path d="M${MARGIN.left} ${place}H${right}" stroke="#ddd"/><text x="${MARGIN.left - 8}" y="${place}" dy="4" text-anchor="end">${tick} MB</text>`;
    }),
    ...x.ticks(6).map((tick) => {
      const place = x(tick).toFixed(1);
      return `<text x="${place}" y="${bottom + 18}" text-anchor="middle">${tick} min</text>`;
    }),
    ...curves.map(({ name, samples }, index) => {
      const color = COLORS[index % COLORS.length];
      const height = MARGIN.top + 20 * index;
      return `<path d="${draw(samples)}" fill="none" stroke="${color}" stroke-width="1.5"/><text x="${right + 10}" y="${height}" fill="${color}">${name}</text>`;
    }),
    '</svg>\n',
  ].join('\n');
}
