// The heat map of a sentence as the content of an SVG element.
import { html, type Markup } from '../elements/markup.js';
import { visibleText } from '../elements/visible-text.js';
import type { GateMap, MappedGate, MappedLayer, MappedSentence } from './gate-map.js';
import { type HeatScale, LEVEL_COUNT, levelOf } from './heat-scale.js';
import { type Line, layOut, NAME_WIDTH, type Sizes, shortened, sizesOf } from './layout.js';
import { nameOf, scaleOf } from './meanings.js';

export interface Drawing {
  readonly content: Markup;
  readonly width: number;
  readonly height: number;
}

interface Context {
  readonly sentence: MappedSentence;
  /** Tokens as they are shown. */
  readonly tokens: readonly string[];
  readonly labels: readonly string[];
  readonly scale: HeatScale;
  readonly sizes: Sizes;
}

export function drawSentence(map: GateMap, sentence: MappedSentence): Drawing {
  const sizes = sizesOf(map);
  const tokens = sentence.tokens.map(visibleText);
  const labels = tokens.map(shortened);
  const context = { sentence, tokens, labels, scale: scaleOf(map), sizes };
  const { lines, width, height } = layOut(sentence, labels, sizes);
  return { content: html`${lines.map((line) => drawLine(line, context))}`, width, height };
}

function drawLine(line: Line, context: Context): Markup {
  const { start, end, labelY, layers } = line;
  const { columnWidth } = context.sizes;
  const labels = context.labels.slice(start, end).map((label, column) => {
    const x = NAME_WIDTH + (column + 0.5) * columnWidth;
    const title = context.tokens[start + column];
    const full = title !== label && html`<title>${title}</title>`;
    return html`<text class="token" transform="translate(${x} ${labelY}) rotate(-45)">${full}${label}</text>
`;
  });
  const blocks = layers.map(({ headingY, gateYs }, index) => {
    const layer = context.sentence.layers[index];
    const gates = layer.gates.map((gate, number) =>
      drawGate({ layer, gate, line }, gateYs[number], context),
    );
    return html`<text class="heading" x="0" y="${headingY}">${renderHeading(layer)}</text>
${gates}`;
  });
  return html`${labels}${blocks}`;
}

/** The arrow is the direction in which the tokens are read. */
const renderHeading = ({ layer, direction }: MappedLayer) =>
  `layer ${layer} ${direction} ${direction === 'forward' ? '→' : '←'}`;

interface GateInLine {
  readonly layer: MappedLayer;
  readonly gate: MappedGate;
  readonly line: Line;
}

function drawGate(place: GateInLine, top: number, context: Context): Markup {
  const { gate } = place;
  const height = context.sizes.rowHeight(gate);
  const nameY = top + Math.max(height, 16) / 2 + 4;
  const rows = gate.values.map((_, row) => drawRow(place, row, top + row * height, context));
  return html`<text class="name" x="${NAME_WIDTH - 8}" y="${nameY}">${gate.name}</text>
${rows}`;
}

function drawRow(
  { layer, gate, line: { start, end } }: GateInLine,
  row: number,
  y: number,
  { tokens, scale, sizes }: Context,
): Markup {
  const { columnWidth } = sizes;
  const isMean = gate.values.length === 1;
  const height = sizes.rowHeight(gate);
  const where = isMean ? '' : `, unit ${row + 1}`;
  const name = `${nameOf(gate.name)}${where}, layer ${layer.layer} ${layer.direction}`;
  const cells = gate.values[row].slice(start, end).map((value, column) => {
    const x = NAME_WIDTH + column * columnWidth;
    const level = levelOf(scale, value);
    const title = html`<title>${tokens[start + column]}: ${renderValue(value)} (${name})</title>`;
    const rect = html`<rect class="h${level}" x="${x}" y="${y}" width="${columnWidth - 1}" height="${isMean ? height - 1 : height}"`;
    if (!isMean) return html`${rect}>${title}</rect>\n`;
    const number = html`<text class="number t${level}" x="${x + (columnWidth - 1) / 2}" y="${y + height / 2 + 3.5}">${value.toFixed(2)}</text>`;
    return html`<g>${title}${rect}/>${number}</g>\n`;
  });
  return html`${cells}`;
}

const DIGITS = 3;

/** With a minus sign instead of a hyphen. */
const renderValue = (value: number) => value.toFixed(DIGITS).replace('-', '\u2212');

const STEP_WIDTH = 9;
const STEP_HEIGHT = 14;

/** The scale with its ends: what the lowest and the highest color stand for. */
export function drawScale(map: GateMap): Drawing {
  const scale = scaleOf(map);
  const { low, high, lowName, highName } = scale;
  const left = 8 + lowName.length * 6;
  const steps = Array.from({ length: LEVEL_COUNT }, (_, level) => {
    const value = low + ((high - low) * level) / (LEVEL_COUNT - 1);
    return html`<rect class="h${level}" x="${left + level * STEP_WIDTH}" y="1" width="${STEP_WIDTH}" height="${STEP_HEIGHT}"><title>${renderValue(value)}</title></rect>
`;
  });
  const right = left + LEVEL_COUNT * STEP_WIDTH;
  return {
    content: html`<text class="end" x="0" y="13">${lowName}</text>
${steps}<text class="end" x="${right + 8}" y="13">${highName}</text>
`,
    width: right + 16 + highName.length * 8,
    height: STEP_HEIGHT + 4,
  };
}
