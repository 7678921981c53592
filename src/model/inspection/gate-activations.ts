// Activations of a network's gates at each token: an open gate is near 1, a closed one near 0.
import { directions } from '../../layers/bidirectional.js';
import type { GateName } from '../../layers/cells/cell.js';
import { cells } from '../../layers/cells/cells.js';
import { columnsOf, type Engine, type Matrix, rowAddress } from '../../tensors/matrix.js';
import type { Tagger } from '../tagger.js';
import { encodeBatch } from '../vocabulary/encode-batch.js';
import { createWordEncoder } from '../vocabulary/encode-words.js';

/** A gate of one layer in one direction. */
export interface GateActivations {
  readonly name: GateName;
  /** For each token, the mean over the units. */
  readonly means: readonly number[];
  /** For each token, the activation of each unit, from 0 to 1. */
  readonly units: readonly Float32Array[];
}

export interface LayerGates {
  /** Counted from 1. */
  readonly layer: number;
  readonly direction: (typeof directions)[number];
  /** None for a cell without gates. */
  readonly gates: readonly GateActivations[];
}

export function hasGates({ content }: Pick<Tagger, 'content'>): boolean {
  return cells[content.config.cell].gateNames.some((name) => name !== 'candidate');
}

/** @param tokens of one sentence, at least one */
export function gateActivations(tagger: Tagger, tokens: readonly string[]): LayerGates[] {
  const { content, engine, network } = tagger;
  const { cell, hidden } = content.config;
  const mark = engine.memory.mark();
  // With one sentence, rows are tokens.
  const batch = encodeBatch(engine, [createWordEncoder(tagger)(tokens)]);
  const found = network.gates(batch).flatMap((layer, index) =>
    layer.map((blocks, direction) => ({
      layer: index + 1,
      direction: directions[direction],
      gates: cells[cell].gateNames.flatMap((name, block) => {
        if (name === 'candidate') return [];
        const units = rowsOf(engine, columnsOf(blocks, block * hidden, hidden));
        return [{ name, units, means: units.map(meanOf) }];
      }),
    })),
  );
  engine.memory.release(mark);
  return found;
}

/** Copies of the rows. */
function rowsOf({ memory }: Engine, matrix: Matrix): Float32Array[] {
  return Array.from({ length: matrix.rows }, (_, row) =>
    memory.floats(rowAddress(matrix, row), matrix.columns).slice(),
  );
}

const meanOf = (values: Float32Array) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
