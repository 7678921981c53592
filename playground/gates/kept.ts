// What is left of the state at a word when the words after it are read.
//
//   kept(t → s) = mean over units of  keep[t+1] · keep[t+2] · … · keep[s]
//
// where `keep` is the forget gate of an LSTM, and 1 - update of a GRU. The reverse direction goes
// down instead of up.
import type { LayerGates } from 'teddy-tagger/browser';

export interface Kept {
  /** From 0 to 1. */
  readonly mean: number;
  /** Units that still have more than half of what they had. */
  readonly halfCount: number;
}

/** For each token, what is left of the chosen one; undefined for tokens that are read before it. */
export function keptFrom(
  { direction, gates }: LayerGates,
  chosen: number,
): (Kept | undefined)[] | undefined {
  const forget = gates.find(({ name }) => name === 'forget');
  const units = (forget ?? gates.find(({ name }) => name === 'update'))?.units;
  if (!units || chosen >= units.length) return undefined;
  const kept: (Kept | undefined)[] = units.map(() => undefined);
  const left = new Float64Array(units[chosen].length).fill(1);
  kept[chosen] = { mean: 1, halfCount: left.length };
  const step = direction === 'forward' ? 1 : -1;
  for (let token = chosen + step; token >= 0 && token < units.length; token += step) {
    for (const [unit, value] of units[token].entries()) left[unit] *= forget ? value : 1 - value;
    const sum = left.reduce((total, share) => total + share, 0);
    const halfCount = left.filter((share) => share > 0.5).length;
    kept[token] = { mean: sum / left.length, halfCount };
  }
  return kept;
}
