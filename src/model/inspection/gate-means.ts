// Mean activations of a network's gates at each token.
import type { Tagger } from '../tagger.js';
import { type GateActivations, gateActivations, type LayerGates } from './gate-activations.js';

/** The gates of one layer in one direction. */
export interface GateMeans extends Pick<LayerGates, 'layer' | 'direction'> {
  readonly gates: readonly Pick<GateActivations, 'name' | 'means'>[];
}

/** @param tokens of one sentence, at least one */
export function gateMeans(tagger: Tagger, tokens: readonly string[]): GateMeans[] {
  return gateActivations(tagger, tokens).map(({ gates, ...place }) => ({
    ...place,
    gates: gates.map(({ name, means }) => ({ name, means })),
  }));
}
