// The heat map of a model's gates for sentences; of a cell without gates, of its hidden state.
import type { GateMap, MappedLayer } from '../../evaluation/report/gate-map/gate-map.js';
import { gateActivations, hasGates } from '../../model/inspection/gate-activations.js';
import { hiddenStates } from '../../model/inspection/hidden-states.js';
import type { Tagger } from '../../model/tagger.js';
import { readVersion } from '../version.js';

type Rows = GateMap['rows'];

/** @param sentences each with at least one token */
export function mapOf(
  tagger: Tagger,
  sentences: readonly (readonly string[])[],
  { model, rows }: Pick<GateMap, 'model' | 'rows'>,
): GateMap {
  const { cell, hidden } = tagger.content.config;
  const layersOf = hasGates(tagger) ? gateLayers : stateLayers;
  return {
    model,
    cell,
    hidden,
    rows,
    program: { name: 'teddy-tagger', version: readVersion() },
    sentences: sentences.map((tokens) => ({ tokens, layers: layersOf(tagger, tokens, rows) })),
  };
}

function gateLayers(tagger: Tagger, tokens: readonly string[], rows: Rows): MappedLayer[] {
  return gateActivations(tagger, tokens).map(({ gates, ...place }) => ({
    ...place,
    gates: gates.map(({ name, means, units }) => ({
      name,
      values: rows === 'mean' ? [means] : byUnit(units),
    })),
  }));
}

/** States have both signs, so that a mean of them says little: their mean distance from 0 is taken. */
function stateLayers(tagger: Tagger, tokens: readonly string[], rows: Rows): MappedLayer[] {
  return hiddenStates(tagger, tokens).map(({ units, ...place }) => ({
    ...place,
    gates: [{ name: 'hidden', values: rows === 'mean' ? [units.map(meanSize)] : byUnit(units) }],
  }));
}

const meanSize = (values: Float32Array) =>
  values.reduce((sum, value) => sum + Math.abs(value), 0) / values.length;

/** A row for each unit from a row for each token. */
const byUnit = (tokens: readonly Float32Array[]): number[][] =>
  Array.from(tokens[0], (_, unit) => tokens.map((values) => values[unit]));
