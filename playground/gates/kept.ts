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

/** The gate that decides what stays, and by token what it multiplies each unit by. */
export interface KeepingGate {
  readonly name: 'forget' | 'update';
  readonly factors: readonly Float64Array[];
}

/** Undefined for a cell without gates. */
export function keepingGate({ gates }: LayerGates): KeepingGate | undefined {
  const forget = gates.find(({ name }) => name === 'forget');
  if (forget)
    return { name: 'forget', factors: forget.units.map((units) => Float64Array.from(units)) };
  const update = gates.find(({ name }) => name === 'update');
  return (
    update && {
      name: 'update',
      factors: update.units.map((units) => Float64Array.from(units, (value) => 1 - value)),
    }
  );
}

/** For each token, what is left of the chosen one; undefined for tokens that are read before it. */
export function keptFrom(layer: LayerGates, chosen: number): (Kept | undefined)[] | undefined {
  const factors = keepingGate(layer)?.factors;
  if (!factors || chosen >= factors.length) return undefined;
  const kept: (Kept | undefined)[] = factors.map(() => undefined);
  const left = new Float64Array(factors[chosen].length).fill(1);
  kept[chosen] = { mean: 1, halfCount: left.length };
  const step = layer.direction === 'forward' ? 1 : -1;
  for (let token = chosen + step; token >= 0 && token < factors.length; token += step) {
    for (const [unit, factor] of factors[token].entries()) left[unit] *= factor;
    const sum = left.reduce((total, share) => total + share, 0);
    const halfCount = left.filter((share) => share > 0.5).length;
    kept[token] = { mean: sum / left.length, halfCount };
  }
  return kept;
}
