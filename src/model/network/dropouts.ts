// The dropout of a network in training, by place:
//
//   words -> [input] -> recurrent layers -> [output] -> dense layers
//
// and among the recurrent layers: between them [layer], and in their weights [recurrent].
import {
  type DroppedWeight,
  dropoutForward,
  type MaskSharing,
  undropped,
  weightDropoutForward,
} from '../../layers/dropout.js';
import type { DroppedInput, FullRows, Steps, WordsInput } from '../../layers/layer.js';
import type { StackParameters } from '../../layers/stack.js';
import type { Columns } from '../../tensors/columns.js';
import type { Engine, Matrix } from '../../tensors/matrix.js';
import type { Random } from '../../tensors/random.js';
import { rowsAt, sumsAt } from '../../tensors/rows.js';
import { divide, startAside } from '../../tensors/sharing.js';
import type { Batch } from '../vocabulary/encode-batch.js';

/** Shares of the numbers to drop, each from 0 to below 1. */
export interface DropoutRates {
  /** In the input of the lowest recurrent layer. */
  readonly input: number;
  /** Between one recurrent layer and the next. */
  readonly layer: number;
  /** In the output of the highest recurrent layer. */
  readonly output: number;
  /** In the weights from one hidden state to the next. */
  readonly recurrent: number;
  /** Which numbers share a mask. */
  readonly sharing: MaskSharing;
}

/** The same rate everywhere but in the recurrent weights, of which none are dropped. */
export const evenDropout = (rate: number, sharing: MaskSharing = 'batch'): DropoutRates => ({
  input: rate,
  layer: rate,
  output: rate,
  recurrent: 0,
  sharing,
});

/** Parts of the input: numbers of first columns, and rows. */
export interface InputParts {
  /** Columns of word vectors, not all of which need be trained. */
  readonly vector: number;
  /** Columns that are computed from parameters. */
  readonly trained: number;
  /** The rows that have more than these columns, rising; all, if absent. */
  readonly fullRows?: readonly number[];
}

/** The dropout of one pass. */
export interface Dropouts {
  /**
   * @param words (V, E)
   * @param parts of `words`
   */
  input(words: Matrix, batch: Batch, parts: InputParts): DroppedInput & WordsInput;
  layer(output: Matrix, steps: Steps): DroppedInput;
  output(output: Matrix, steps: Steps): DroppedInput;
  recurrent(stack: StackParameters): DroppedStack;
}

export interface DroppedStack {
  readonly stack: StackParameters;
  /** To be called when the gradients of the weights are complete. */
  backward(): void;
}

export const noDropouts: Dropouts = {
  input: (words, { wordOfToken }) => ({ ...undropped(words), rowOfToken: wordOfToken }),
  layer: undropped,
  output: undropped,
  recurrent: (stack) => ({ stack, backward: () => {} }),
};

export function createDropouts(engine: Engine, rates: DropoutRates, random: Random): Dropouts {
  const { sharing } = rates;
  const drop = (rate: number) => (x: Matrix, steps: Steps) =>
    dropoutForward(engine, x, steps, { rate, sharing, random });
  return {
    input: (words, { steps, wordOfToken, learningCount }, parts) => {
      // With one mask for the batch, the tokens of a word still share one row.
      if (sharing === 'batch' || rates.input === 0) {
        const dropped = drop(rates.input)(words, steps);
        const [columns, end] = [parts.vector, parts.trained].map((width) =>
          columnsBelow(engine, width, dropped.columns),
        );
        const learning = { rows: learningCount, columns, end };
        const fullRows = parts.fullRows && storeFullRows(engine, parts.fullRows, end);
        return { ...dropped, rowOfToken: wordOfToken, learning, fullRows };
      }
      const dropped = drop(rates.input)(rowsAt(engine, words, wordOfToken, steps.R), steps);
      return {
        ...dropped,
        backward: (dX) => sumsAt(engine, dropped.backward(dX), wordOfToken, words.rows),
      };
    },
    layer: drop(rates.layer),
    output: drop(rates.output),
    recurrent: (stack) =>
      rates.recurrent === 0
        ? noDropouts.recurrent(stack)
        : dropRecurrentWeights(engine, stack, rates.recurrent, random),
  };
}

/** How many of the kept columns lie below a limit. */
function columnsBelow({ memory }: Engine, limit: number, columns?: Columns): number {
  if (!columns) return limit;
  return memory.integers(columns.ids, columns.count).filter((id) => id < limit).length;
}

function storeFullRows({ memory }: Engine, rows: readonly number[], end: number): FullRows {
  return { ids: memory.storeIntegers(rows), count: rows.length, end };
}

function dropRecurrentWeights(
  engine: Engine,
  stack: StackParameters,
  rate: number,
  random: Random,
): DroppedStack {
  const keys = stack.map((directions) => directions.map(() => random.uint32()));
  // By direction, as the recurrence is divided.
  const drop = (engine: Engine, direction: number) =>
    stack.map((layer, index) => {
      const { weightHh } = layer[direction];
      return weightDropoutForward(engine, weightHh, rate, keys[index][direction]);
    });
  let reverse: DroppedWeight[] = [];
  const pending = startAside(engine, (engine) => {
    reverse = stack[0].length > 1 ? drop(engine, 1) : [];
  });
  const forward = drop(engine, 0);
  pending.wait();
  const dropped = stack.map((layer, index) =>
    layer.map((parameters, direction) => {
      const { weight } = [forward, reverse][direction][index];
      return { ...parameters, weightHh: weight };
    }),
  );
  const backward = (engine: Engine, weights: readonly DroppedWeight[]) => {
    for (const weight of weights) weight.backward(engine);
  };
  return {
    stack: dropped,
    backward: () =>
      divide(
        engine,
        (engine) => backward(engine, reverse),
        () => backward(engine, forward),
      ),
  };
}
