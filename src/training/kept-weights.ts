// A copy of the best weights so far.
import type { Tagger } from '../model/tagger.js';

export interface KeptWeights {
  /** Copies the weights after an epoch; 0 stands for the initial weights. */
  keep(epoch: number): void;
  keptEpoch(): number;
  /** Puts the copied weights back. */
  restore(): void;
}

export function createKeptWeights({ engine, network }: Tagger): KeptWeights {
  const { parameters, table } = network;
  const ranges = [
    { address: parameters.values, count: parameters.count },
    { address: table.value, count: table.rows * table.width },
  ].map((range) => ({ ...range, kept: new Float32Array(range.count) }));
  let keptEpoch = 0;
  return {
    keep: (epoch) => {
      keptEpoch = epoch;
      for (const { address, count, kept } of ranges) {
        kept.set(engine.memory.floats(address, count));
      }
    },
    keptEpoch: () => keptEpoch,
    restore: () => {
      for (const { address, count, kept } of ranges) {
        engine.memory.floats(address, count).set(kept);
      }
    },
  };
}
