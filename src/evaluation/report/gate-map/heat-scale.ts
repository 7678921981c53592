// The colors of a heat map: a color for each step of the scale, in light and in dark mode, and the
// ink of a number on it.
import { scaleLinear } from 'd3-scale';

/** From low to high; the scale says so beside the picture. */
export interface HeatScale {
  readonly low: number;
  readonly high: number;
  readonly lowName: string;
  readonly highName: string;
  readonly colors: Colors;
}

/** The colors at the ends and in the middle. */
interface Colors {
  readonly light: readonly [string, string, string];
  readonly dark: readonly [string, string, string];
}

export const LEVEL_COUNT = 21;
const levels = Array.from({ length: LEVEL_COUNT }, (_, level) => level);

const SEQUENTIAL: Colors = {
  light: ['#f1f5fa', '#79add9', '#0f3d6e'],
  dark: ['#1c222a', '#2f659c', '#c4e1fc'],
};
// Distinguishable with color blindness.
const DIVERGING: Colors = {
  light: ['#9a3a14', '#f6f6f6', '#0f3d6e'],
  dark: ['#f3a57e', '#20262e', '#a9d3fb'],
};

export const SHARES: HeatScale = {
  low: 0,
  high: 1,
  lowName: '0, closed',
  highName: '1, open',
  colors: SEQUENTIAL,
};

/** Of the mean distance of a hidden state from 0. */
export const SIZES: HeatScale = { ...SHARES, lowName: '0', highName: '1, saturated' };

export const SIGNED: HeatScale = {
  low: -1,
  high: 1,
  lowName: '\u22121',
  highName: '+1',
  colors: DIVERGING,
};

/** The index of a value's color. */
export function levelOf({ low, high }: HeatScale, value: number): number {
  const share = (value - low) / (high - low);
  const level = Math.round(share * (LEVEL_COUNT - 1));
  // NaN, which a damaged model may give, is drawn as the lowest value.
  return level > 0 ? Math.min(level, LEVEL_COUNT - 1) : 0;
}

/** Rules for `.h0`, the color of the lowest level, and `.t0`, the ink on it, to the highest. */
export function renderHeatStyle({ colors }: HeatScale): string {
  const dark = rulesOf(colors.dark).join('');
  return `${rulesOf(colors.light).join('')}@media screen and (prefers-color-scheme:dark){${dark}}`;
}

const rulesOf = (colors: Colors['light']): string[] =>
  colorsOf(colors).flatMap((color, level) => [
    `.h${level}{fill:${color}}`,
    `.t${level}{fill:${inkOn(color)}}`,
  ]);

function colorsOf(colors: Colors['light']): string[] {
  const scale = scaleLinear<string>([0, (LEVEL_COUNT - 1) / 2, LEVEL_COUNT - 1], colors);
  return levels.map((level) => hexOf(scale(level)));
}

/** @param color as in "rgb(1, 2, 3)" */
const hexOf = (color: string): string =>
  `#${(color.match(/\d+/g) ?? [])
    .map((channel) => Number(channel).toString(16).padStart(2, '0'))
    .join('')}`;

// Either has a contrast of at least 4.5 on any color.
const inkOn = (color: string) => (luminanceOf(color) > INK_LIMIT ? '#000' : '#fff');

const INK_LIMIT = 0.179;

/** Relative luminance as WCAG defines it. */
function luminanceOf(color: string): number {
  const [red, green, blue] = (color.match(/[\da-f]{2}/g) ?? []).map((hex) => {
    const channel = Number.parseInt(hex, 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
