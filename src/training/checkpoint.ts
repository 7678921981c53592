// The best weights so far, kept apart while training goes on.
import type { Tagger } from '../model/tagger.js';

export interface Checkpoint {
  /** Remembers the weights of this moment. */
  keep(): void;
  /** Puts the remembered weights back. */
  restore(): void;
}

export function createCheckpoint({ engine, network }: Tagger): Checkpoint {
  const { parameters, table } = network;
  const ranges = [
    { address: parameters.values, count: parameters.count },
    { address: table.value, count: table.rows * table.width },
  ].map((range) => ({ ...range, kept: new Float32Array(range.count) }));
  return {
    keep: () => {
      for (const { address, count, kept } of ranges) {
        kept.set(engine.memory.floats(address, count));
      }
    },
    restore: () => {
      for (const { address, count, kept } of ranges) {
        engine.memory.floats(address, count).set(kept);
      }
    },
  };
}
