// One training step on two threads as an SVG chart: a row for each thread, a bar for each kernel.
import { scaleLinear } from 'd3-scale';
import { groupOf, kernelGroups, WAITING } from './kernel-groups.js';
import type { Span } from './record-kernels.js';

const WIDTH = 960;
const MARGIN = { top: 56, right: 16, left: 92 };
const ROW = 44;
const LEGEND_COLUMNS = 4;
const LEGEND_COLUMN = 210;
const LEGEND_ROW = 20;

export interface RecordedStep {
  /** Milliseconds of the clock of the spans. */
  readonly begin: number;
  readonly end: number;
  readonly tokenCount: number;
  /** By thread. */
  readonly spans: readonly (readonly Span[])[];
}

const threadNames = ['this thread', 'worker'];

/** An SVG document that ends with a line feed. */
export function renderTimeline(title: string, { begin, end, spans }: RecordedStep): string {
  const microseconds = 1000 * (end - begin);
  const x = scaleLinear([0, microseconds], [MARGIN.left, WIDTH - MARGIN.right]);
  const bottom = MARGIN.top + ROW * spans.length;
  const legend = [...kernelGroups, WAITING, { name: 'JavaScript', color: '#ffffff' }];
  const height = bottom + 44 + LEGEND_ROW * Math.ceil(legend.length / LEGEND_COLUMNS);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="12" fill="#222" role="img">`,
    `<title>${title}</title>`,
    `<rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
    `<text x="${MARGIN.left}" y="26" font-size="15" font-weight="bold">${title}</text>`,
    ...spans.flatMap((row, thread) => {
      const top = MARGIN.top + ROW * thread;
      return [
        `<text x="${MARGIN.left - 8}" y="${top + 22}" text-anchor="end">${threadNames[thread]}</text>`,
        `<path d="M${MARGIN.left} ${top}H${WIDTH - MARGIN.right}v${ROW - 8}H${MARGIN.left}z" fill="none" stroke="#bbb"/>`,
        ...row.flatMap((span) => renderSpan(span, begin, end, top, x)),
      ];
    }),
    ...x.ticks(8).map((tick) => {
      const place = x(tick).toFixed(1);
      return `<text x="${place}" y="${bottom + 12}" text-anchor="middle">${tick} µs</text>`;
    }),
    ...legend.map(({ name, color }, index) => {
      const left = MARGIN.left + LEGEND_COLUMN * (index % LEGEND_COLUMNS);
      const top = bottom + 28 + LEGEND_ROW * Math.floor(index / LEGEND_COLUMNS);
      return `<path d="M${left} ${top}h12v12h-12z" fill="${color}" stroke="#bbb"/><text x="${left + 18}" y="${top + 10}">${name}</text>`;
    }),
    '</svg>\n',
  ].join('\n');
}

/** A bar for what lies within the step. */
function renderSpan(
  span: Span,
  stepBegin: number,
  stepEnd: number,
  top: number,
  x: (microseconds: number) => number,
): string[] {
  const left = x(1000 * (Math.max(span.begin, stepBegin) - stepBegin));
  const right = x(1000 * (Math.min(span.end, stepEnd) - stepBegin));
  if (right <= left) return [];
  const bar = `M${left.toFixed(1)} ${top}h${(right - left).toFixed(2)}v${ROW - 8}h-${(right - left).toFixed(2)}z`;
  return [`<path d="${bar}" fill="${groupOf(span.name).color}"/>`];
}
