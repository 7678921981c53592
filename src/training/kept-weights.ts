// A copy of the best weights so far.
import type { Tagger } from '../model/tagger.js';
import {
  countsOf,
  setNumbers,
  viewNumbers,
  type WeightNumbers,
  weightBlock,
} from './optimization/weight-numbers.js';

export interface KeptWeights {
  /** Copies the weights after an epoch; 0 stands for the initial weights. */
  keep(epoch: number): void;
  keptEpoch(): number;
  /** Puts the copied weights back. */
  restore(): void;
  state(): KeptState;
  /** Replaces the copy by one of another process. */
  setState(state: KeptState): void;
}

export interface KeptState {
  readonly epoch: number;
  readonly weights: WeightNumbers;
}

export function createKeptWeights({ engine, network }: Tagger): KeptWeights {
  const block = weightBlock(network);
  const counts = countsOf(network);
  const weights = {
    dense: new Float32Array(counts.dense),
    rows: new Float32Array(counts.rows),
  };
  let keptEpoch = 0;
  const copy = (numbers: WeightNumbers) => {
    weights.dense.set(numbers.dense);
    weights.rows.set(numbers.rows);
  };
  return {
    keep: (epoch) => {
      keptEpoch = epoch;
      copy(viewNumbers(engine, network, block));
    },
    keptEpoch: () => keptEpoch,
    restore: () => setNumbers(engine, network, block, weights),
    state: () => ({ epoch: keptEpoch, weights }),
    setState: (state) => {
      keptEpoch = state.epoch;
      copy(state.weights);
    },
  };
}
