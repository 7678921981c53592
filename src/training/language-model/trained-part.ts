// A part of a language model in training, the body or the head: its weights and their optimizer.
import type { Engine } from '../../tensors/matrix.js';
import { createOptimizer, type Optimizer, type OptimizerState } from '../optimization/optimizer.js';
import {
  setNumbers,
  viewNumbers,
  type WeightNumbers,
  type WeightShape,
  weightBlock,
} from '../optimization/weight-numbers.js';

export interface TrainedPart {
  readonly optimizer: Optimizer;
  /** The numbers are views, to be used at once. */
  state(): PartState;
  setState(state: PartState): void;
}

export interface PartState {
  readonly weights: WeightNumbers;
  readonly optimizer: OptimizerState;
}

/** The optimizer of both parts. */
export const adam = { optimizer: 'adam', momentum: 0, weightDecay: 0 } as const;

export function createTrainedPart(
  engine: Engine,
  part: WeightShape,
  isFrozen: (row: number) => boolean,
): TrainedPart {
  const optimizer = createOptimizer(engine, part, adam, isFrozen);
  const block = weightBlock(part);
  return {
    optimizer,
    state: () => ({
      weights: viewNumbers(engine, part, block),
      optimizer: optimizer.state(),
    }),
    setState: (state) => {
      setNumbers(engine, part, block, state.weights);
      optimizer.setState(state.optimizer);
    },
  };
}
