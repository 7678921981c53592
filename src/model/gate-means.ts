// Mean activations of a network's gates at each token: an open gate is near 1, a closed one near 0.
import { directions } from '../layers/bidirectional.js';
import type { GateName } from '../layers/cells/cell.js';
import { cells } from '../layers/cells/cells.js';
import { columnsOf, type Engine, type Matrix, rowAddress } from '../tensors/matrix.js';
import type { Tagger } from './tagger.js';
import { encodeBatch } from './vocabulary/encode-batch.js';
import { createWordEncoder } from './vocabulary/encode-words.js';

/** The gates of one layer in one direction. */
export interface GateMeans {
  /** Counted from 1. */
  readonly layer: number;
  readonly direction: (typeof directions)[number];
  readonly gates: readonly {
    readonly name: GateName;
    /** For each token, the mean over the units. */
    readonly means: readonly number[];
  }[];
}

export function hasGates({ content }: Tagger): boolean {
  return cells[content.config.cell].gateNames.some((name) => name !== 'candidate');
}

/** @param tokens of one sentence, at least one */
export function gateMeans(tagger: Tagger, tokens: readonly string[]): GateMeans[] {
  const { content, engine, network } = tagger;
  const { cell, hidden } = content.config;
  const mark = engine.memory.mark();
  // With one sentence, rows are tokens.
  const batch = encodeBatch(engine, [createWordEncoder(tagger)(tokens)]);
  const means = network.gates(batch).flatMap((layer, index) =>
    layer.map((blocks, direction) => ({
      layer: index + 1,
      direction: directions[direction],
      gates: cells[cell].gateNames.flatMap((name, block) =>
        name === 'candidate'
          ? []
          : [{ name, means: rowMeans(engine, columnsOf(blocks, block * hidden, hidden)) }],
      ),
    })),
  );
  engine.memory.release(mark);
  return means;
}

function rowMeans({ memory }: Engine, matrix: Matrix): number[] {
  return Array.from({ length: matrix.rows }, (_, row) => {
    const values = memory.floats(rowAddress(matrix, row), matrix.columns);
    return values.reduce((sum, value) => sum + value, 0) / matrix.columns;
  });
}
