// Activations of a network's gates at each token: an open gate is near 1, a closed one near 0.
import type { GateName } from '../../layers/cells/cell.js';
import { cells } from '../../layers/cells/cells.js';
import { columnsOf } from '../../tensors/matrix.js';
import type { Tagger } from '../tagger.js';
import { type LayerPlace, readBlocks, rowsOf } from './layer-blocks.js';

/** A gate of one layer in one direction. */
export interface GateActivations {
  readonly name: GateName;
  /** For each token, the mean over the units. */
  readonly means: readonly number[];
  /** For each token, the activation of each unit, from 0 to 1. */
  readonly units: readonly Float32Array[];
}

export interface LayerGates extends LayerPlace {
  /** None for a cell without gates. */
  readonly gates: readonly GateActivations[];
}

export function hasGates({ content }: Pick<Tagger, 'content'>): boolean {
  return cells[content.config.cell].gateNames.some((name) => name !== 'candidate');
}

/** @param tokens of one sentence, at least one */
export function gateActivations(tagger: Tagger, tokens: readonly string[]): LayerGates[] {
  const { content, engine } = tagger;
  const { cell, hidden } = content.config;
  return readBlocks(tagger, tokens, (blocks) => ({
    gates: cells[cell].gateNames.flatMap((name, block) => {
      if (name === 'candidate') return [];
      const units = rowsOf(engine, columnsOf(blocks, block * hidden, hidden));
      return [{ name, units, means: units.map(meanOf) }];
    }),
  }));
}

const meanOf = (values: Float32Array) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
