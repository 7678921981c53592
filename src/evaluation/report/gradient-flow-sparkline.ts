// Gradient flow as text: a line for each layer and direction, a block for every other k.
import { type GradientCurve, type GradientFlow, tenthAt } from '../gradient-flow.js';

const BLOCKS = '▁▂▃▄▅▆▇█';

/** Blocks are on a logarithmic scale: █ is a ratio of 1, and each step down a tenth of that. */
export function renderGradientSparklines({ curves }: GradientFlow): string[] {
  return curves.map((curve) => {
    const { layer, direction, ratios } = curve;
    const blocks = ratios.filter((_, k) => k % 2 === 0).map(blockOf);
    const name = `layer ${layer} ${direction}`;
    return `${name} ${blocks.join('')} k=0..${ratios.length - 1}, ${renderTenth(curve)}`;
  });
}

/** The place where a tenth is left, in words. */
export function renderTenth(curve: GradientCurve): string {
  const k = tenthAt(curve);
  return k === undefined ? 'above 1/10 throughout' : `1/10 at k=${k}`;
}

function blockOf(ratio: number): string {
  const top = BLOCKS.length - 1;
  const height = ratio > 0 ? top + Math.round(Math.log10(ratio)) : 0;
  return BLOCKS[Math.max(0, Math.min(top, height))];
}
