// What high and low values mean, as sentences for a reader who sees gates for the first time.
import type { GateMap, MappedName } from './gate-map.js';
import { type HeatScale, SHARES, SIGNED, SIZES } from './heat-scale.js';

const MEANINGS: Readonly<Record<MappedName, string>> = {
  forget: 'How much of its old cell state the LSTM keeps: near 1 it remembers, near 0 it forgets.',
  update: 'How much new content enters the cell state (the input gate of most papers).',
  output: 'How much of its cell state the LSTM shows to the rest of the network.',
  relevance: 'How much the new content depends on the old state (the reset gate of most papers).',
  hidden: 'What the network hands from token to token; this cell has no gates.',
};

const MIXING =
  'How much new content replaces the old state; 1 \u2212 update of the old state stays.';

/** The names in the order of the rows, each with its meaning. */
export function meaningsOf({ sentences }: GateMap): readonly (readonly [MappedName, string])[] {
  const names = sentences[0].layers[0].gates.map(({ name }) => name);
  const isMixing = !names.includes('forget');
  return names.map((name) => [name, name === 'update' && isMixing ? MIXING : MEANINGS[name]]);
}

export const nameOf = (name: MappedName): string =>
  name === 'hidden' ? 'hidden state' : `${name} gate`;

export function scaleOf(map: GateMap): HeatScale {
  if (!isHidden(map)) return SHARES;
  return map.rows === 'mean' ? SIZES : SIGNED;
}

/** What a row shows, as in "mean over 200 units". */
export function renderRows(map: GateMap): string {
  const units = `${map.hidden} ${map.hidden === 1 ? 'unit' : 'units'}`;
  if (map.rows === 'unit') return `${units}, a row each`;
  return isHidden(map) ? `mean distance from 0 over ${units}` : `mean over ${units}`;
}

const isHidden = ({ sentences }: GateMap) => sentences[0].layers[0].gates[0].name === 'hidden';
