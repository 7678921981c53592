// Names and meanings of the gates.
import type { GateActivations, LayerGates } from 'teddy-tagger/browser';

export type GateName = GateActivations['name'];

/** What a high value of a gate does, and what a low one. */
interface GateMeaning {
  readonly name: string;
  readonly high: string;
  readonly low: string;
}

const FORGET = { name: 'forget', high: 'keeps what it had', low: 'forgets' };
const UPDATE = { name: 'update', high: 'writes the word', low: 'ignores it' };
const MIXING = { ...UPDATE, high: 'writes the word over the old', low: 'keeps what it had' };
const OUTPUT = { name: 'output', high: 'shows its number', low: 'hides it' };
const RESET = { name: 'reset', high: 'looks at the old state', low: 'starts afresh' };

/** In the order in which they are shown. */
export const meaningsOf = (layer: LayerGates): readonly (readonly [GateName, GateMeaning])[] => {
  const names = layer.gates.map(({ name }) => name);
  const update = names.includes('forget') ? UPDATE : MIXING;
  const all: readonly (readonly [GateName, GateMeaning])[] = [
    ['forget', FORGET],
    ['update', update],
    ['output', OUTPUT],
    ['relevance', RESET],
  ];
  return all.filter(([name]) => names.includes(name));
};
