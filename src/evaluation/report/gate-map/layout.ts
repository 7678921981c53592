// Places in the heat map of a sentence: tokens from left to right, in lines of a readable length;
// below each other, for each layer and direction, the rows of its gates.
import type { GateMap, MappedGate, MappedSentence } from './gate-map.js';

/** Sizes that depend on what a row is. */
export interface Sizes {
  readonly columnWidth: number;
  /** Tokens in a line. */
  readonly mostColumns: number;
  rowHeight(gate: MappedGate): number;
}

export const NAME_WIDTH = 78;
export const HEADING_HEIGHT = 22;
const GATE_GAP = 3;
const LINE_GAP = 14;

// A label is as long as that many narrow characters.
export const LONGEST_LABEL = 18;
const CHARACTER_WIDTH = 6.6;
// The labels rise at 45 degrees.
const RISE = Math.SQRT1_2;
const LEAST_LABEL_HEIGHT = 26;

// A block of units is about as high as this, but each unit can be seen.
const BLOCK_HEIGHT = 400;
const [LEAST_UNIT_HEIGHT, MOST_UNIT_HEIGHT] = [3, 12];

const MEANS: Sizes = { columnWidth: 36, mostColumns: 22, rowHeight: () => 24 };
const UNITS: Sizes = {
  columnWidth: 20,
  mostColumns: 40,
  rowHeight: ({ values }) =>
    Math.max(
      LEAST_UNIT_HEIGHT,
      Math.min(MOST_UNIT_HEIGHT, Math.round(BLOCK_HEIGHT / values.length)),
    ),
};

export const sizesOf = ({ rows }: Pick<GateMap, 'rows'>): Sizes =>
  rows === 'mean' ? MEANS : UNITS;

/** A line of tokens, with the place of each layer below it. */
export interface Line {
  /** The tokens from `start` to before `end`. */
  readonly start: number;
  readonly end: number;
  /** The foot of the labels. */
  readonly labelY: number;
  readonly layers: readonly PlacedLayer[];
}

interface PlacedLayer {
  /** The foot of its heading. */
  readonly headingY: number;
  /** The top of each gate. */
  readonly gateYs: readonly number[];
}

export interface Layout {
  readonly lines: readonly Line[];
  readonly width: number;
  readonly height: number;
}

/** @param labels of the tokens */
export function layOut(
  { tokens, layers }: MappedSentence,
  labels: readonly string[],
  sizes: Sizes,
): Layout {
  const lines: Line[] = [];
  let width = 0;
  let y = 0;
  // Lines of about the same length.
  const columns = Math.ceil(tokens.length / Math.ceil(tokens.length / sizes.mostColumns));
  for (let start = 0; start < tokens.length; start += columns) {
    const end = Math.min(tokens.length, start + columns);
    const extents = labels
      .slice(start, end)
      .map((label) => RISE * CHARACTER_WIDTH * widthOf(label));
    y += Math.max(LEAST_LABEL_HEIGHT, ...extents.map((extent) => extent + 14));
    const labelY = Math.round(y);
    const placed = placeLayers(layers, labelY, sizes);
    y = placed.bottom;
    lines.push({ start, end, labelY, layers: placed.layers });
    const ends = extents.map((extent, column) => (column + 0.5) * sizes.columnWidth + extent + 8);
    width = Math.max(width, (end - start) * sizes.columnWidth, ...ends);
    y += LINE_GAP;
  }
  return { lines, width: Math.ceil(NAME_WIDTH + width), height: y - LINE_GAP + 2 };
}

function placeLayers(
  layers: MappedSentence['layers'],
  top: number,
  sizes: Sizes,
): { readonly layers: PlacedLayer[]; readonly bottom: number } {
  let y = top;
  const placed = layers.map(({ gates }) => {
    y += HEADING_HEIGHT;
    const headingY = y - 6;
    const gateYs = gates.map((gate) => {
      const gateY = y;
      y += gate.values.length * sizes.rowHeight(gate) + GATE_GAP;
      return gateY;
    });
    return { headingY, gateYs };
  });
  return { layers: placed, bottom: y };
}

const segmenter = new Intl.Segmenter();

/** The text, or its beginning with an ellipsis, so that it is no wider than a label. */
export function shortened(text: string): string {
  let width = 0;
  let end = 0;
  for (const { segment, index } of segmenter.segment(text)) {
    width += widthOfSegment(segment);
    if (width > LONGEST_LABEL) return `${text.slice(0, end)}…`;
    // Room for the ellipsis.
    if (width < LONGEST_LABEL) end = index + segment.length;
  }
  return text;
}

/** Narrow characters that are as wide as the text. */
function widthOf(text: string): number {
  let width = 0;
  for (const { segment } of segmenter.segment(text)) width += widthOfSegment(segment);
  return width;
}

// Ideographs, kana, Hangul and emoji.
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}]/u;

const widthOfSegment = (segment: string) => (WIDE.test(segment) ? 2 : 1);
