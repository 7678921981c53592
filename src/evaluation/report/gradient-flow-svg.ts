// Gradient flow as an SVG chart: a curve for each layer and direction, on a logarithmic scale.
import { type ScaleContinuousNumeric, scaleLinear, scaleLog, scaleOrdinal } from 'd3-scale';
import { line } from 'd3-shape';
import type { GradientCurve, GradientFlow } from '../gradient-flow.js';
import { renderTenth } from './gradient-flow-sparkline.js';

const WIDTH = 720;
const HEIGHT = 420;
const MARGIN = { top: 64, right: 196, bottom: 52, left: 68 };
const RIGHT = WIDTH - MARGIN.right;
const LEGEND_ROW = 36;
// Smaller ratios are not drawn.
const SMALLEST = 1e-16;
// All charts reach at least this far down, so that they can be compared.
const SHOWN_ALWAYS = 1e-6;

// Distinguishable with color blindness (Okabe & Ito 2008).
const COLORS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#56b4e9', '#e69f00', '#000000'];

type Scale = ScaleContinuousNumeric<number, number>;

/** An SVG document that ends with a line feed. */
export function renderGradientFlowSvg(flow: GradientFlow): string {
  const { curves } = flow;
  const bottom = Math.max(HEIGHT - MARGIN.bottom, MARGIN.top + curves.length * LEGEND_ROW);
  const height = bottom + MARGIN.bottom;
  const lastK = Math.max(1, curves[0].ratios.length - 1);
  const x = scaleLinear([0, lastK], [MARGIN.left, RIGHT]);
  const y = scaleLog(domainOf(curves), [bottom, MARGIN.top]);
  const layers = curves.map(({ layer }) => String(layer));
  const color = scaleOrdinal(layers, COLORS);
  const title = 'How much of the gradient of a tag’s loss reaches k steps back';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="12" fill="#222" role="img">`,
    `<title>${title}: ${escapeXml(renderNetwork(flow))}</title>`,
    `<rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
    text(MARGIN.left, 26, title, 'font-size="15" font-weight="bold"'),
    text(MARGIN.left, 46, `${renderNetwork(flow)}; ${renderSample(flow)}`, 'fill="#555"'),
    ...renderAxes(x, y, bottom),
    ...curves.flatMap((curve, index) => {
      const style = `fill="none" stroke="${color(String(curve.layer))}" stroke-width="2"${dashOf(curve)}`;
      return [renderCurve(curve, x, y, style), ...renderLegend(curve, index, style)];
    }),
    '</svg>\n',
  ].join('\n');
}

function renderNetwork({ cell, layers, directions, hidden }: GradientFlow): string {
  const ways = directions === 2 ? 'both directions' : 'forward only';
  return `${cell}, ${layers} ${layers === 1 ? 'layer' : 'layers'} of ${hidden} units, ${ways}`;
}

function renderSample({ tokenCount, passageLength }: GradientFlow): string {
  return `median of ${tokenCount} tokens in passages of ${passageLength}`;
}

/** From a power of ten up to the largest ratio. */
function domainOf(curves: readonly GradientCurve[]): [number, number] {
  const shown = curves.flatMap(({ ratios }) => ratios.filter(isShown));
  const lowest = Math.floor(Math.log10(Math.min(SHOWN_ALWAYS, ...shown)));
  return [10 ** lowest, Math.max(1, ...shown)];
}

const isShown = (ratio: number) => ratio >= SMALLEST && Number.isFinite(ratio);

function renderAxes(x: Scale, y: Scale, bottom: number): string[] {
  const powers = y.ticks(8).filter((tick) => Number.isInteger(Math.log10(tick)));
  const middle = (MARGIN.top + bottom) / 2;
  return [
    ...powers.flatMap((tick) => [
      segment(MARGIN.left, y(tick), RIGHT, y(tick), 'stroke="#ddd"'),
      `<text x="${MARGIN.left - 8}" y="${round(y(tick) + 4)}" text-anchor="end">${renderPower(tick)}</text>`,
    ]),
    ...x
      .ticks(6)
      .flatMap((tick) => [
        segment(x(tick), bottom, x(tick), bottom + 5, 'stroke="#222"'),
        text(x(tick), bottom + 19, String(tick), 'text-anchor="middle"'),
      ]),
    segment(MARGIN.left, y(0.1), RIGHT, y(0.1), 'stroke="#888" stroke-dasharray="2 3"'),
    segment(MARGIN.left, bottom, RIGHT, bottom, 'stroke="#222"'),
    segment(MARGIN.left, MARGIN.top, MARGIN.left, bottom, 'stroke="#222"'),
    text(
      (MARGIN.left + RIGHT) / 2,
      bottom + 40,
      'k, steps from the token of the loss',
      'text-anchor="middle"',
    ),
    text(
      0,
      0,
      'gradient’s norm over that at k = 0',
      `transform="translate(20 ${middle}) rotate(-90)" text-anchor="middle"`,
    ),
  ];
}

function renderPower(value: number): string {
  const exponent = Math.round(Math.log10(value));
  if (exponent === 0) return '1';
  const sign = exponent < 0 ? '−' : '';
  return `10<tspan dy="-5" font-size="9">${sign}${Math.abs(exponent)}</tspan>`;
}

/** The curve has gaps where ratios are too small to draw. */
function renderCurve({ ratios }: GradientCurve, x: Scale, y: Scale, style: string): string {
  const path = line<number>((_, k) => x(k), y)
    .defined(isShown)
    .digits(1);
  return `<path d="${path(ratios) ?? ''}" ${style}/>`;
}

function renderLegend(curve: GradientCurve, index: number, style: string): string[] {
  const y = MARGIN.top + 8 + index * LEGEND_ROW;
  const left = RIGHT + 16;
  return [
    `<path d="M${left},${y}h28" ${style}/>`,
    text(left + 36, y + 4, `layer ${curve.layer} ${curve.direction}`),
    text(left + 36, y + 19, renderTenth(curve), 'fill="#555" font-size="11"'),
  ];
}

const dashOf = ({ direction }: GradientCurve) =>
  direction === 'reverse' ? ' stroke-dasharray="6 4"' : '';

function segment(x1: number, y1: number, x2: number, y2: number, style: string): string {
  const [a, b, c, d] = [x1, y1, x2, y2].map(round);
  return `<line x1="${a}" y1="${b}" x2="${c}" y2="${d}" ${style}/>`;
}

function text(x: number, y: number, content: string, attributes = ''): string {
  const more = attributes === '' ? '' : ` ${attributes}`;
  return `<text x="${round(x)}" y="${round(y)}"${more}>${escapeXml(content)}</text>`;
}

const round = (value: number) => Math.round(value * 10) / 10;

const escapeXml = (content: string) =>
  content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
