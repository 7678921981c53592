// Where a network in training drops numbers, and how many.
//
//   words -> [input] -> recurrent layers, their weights [recurrent], between them [layer] -> [output] -> what is above

import type { LayerParameters } from '../../layers/bidirectional.js';
import { dropoutForward, type MaskSharing, weightDropoutForward } from '../../layers/dropout.js';
import type { Joint, Steps, WordsInput } from '../../layers/layer.js';
import type { Columns } from '../../tensors/columns.js';
import type { Engine, Matrix } from '../../tensors/matrix.js';
import type { Random } from '../../tensors/random.js';
import { rowsAt, sumsAt } from '../../tensors/rows.js';
import type { Batch } from '../vocabulary/encode-batch.js';

/** Shares, each from 0 to below 1. */
export interface DropoutRates {
  /** Of what the first layer reads of words. */
  readonly input: number;
  /** Of what goes from one recurrent layer to the next. */
  readonly layer: number;
  /** Of what the last one puts out. */
  readonly output: number;
  /** Of the weights between a state and the next. */
  readonly recurrent: number;
  /** Which numbers are dropped together. */
  readonly sharing: MaskSharing;
}

/** The same share everywhere but of the recurrent weights, which stay whole. */
export const evenDropout = (rate: number, sharing: MaskSharing = 'batch'): DropoutRates => ({
  ...{ input: rate, layer: rate, output: rate },
  recurrent: 0,
  sharing,
});

export interface Dropouts {
  /**
   * @param words (D, E)
   * @param vectorWidth the first columns, of the word vectors, which not all words of the batch need learn
   */
  words(words: Matrix, batch: Batch, vectorWidth: number): Joint & WordsInput;
  layer(output: Matrix, steps: Steps): Joint;
  output(output: Matrix, steps: Steps): Joint;
  layers(layers: readonly LayerParameters[]): DroppedLayers;
}

export interface DroppedLayers {
  readonly dropped: readonly LayerParameters[];
  /** To be called when their gradients are whole. */
  backward(): void;
}

export const noDropouts: Dropouts = {
  words: (x, { wordOfToken }) => ({ x, rowOfToken: wordOfToken, backward: unchanged }),
  layer: (x) => ({ x, backward: unchanged }),
  output: (x) => ({ x, backward: unchanged }),
  layers: (layers) => ({ dropped: layers, backward: () => {} }),
};

/** Of one pass. */
export function createDropouts(engine: Engine, rates: DropoutRates, random: Random): Dropouts {
  const { sharing } = rates;
  const drop = (rate: number) => (x: Matrix, steps: Steps) =>
    dropoutForward(engine, x, steps, { rate, sharing, random });
  return {
    words: (words, { steps, wordOfToken, learningCount }, vectorWidth) => {
      // Words that lose the same numbers everywhere stay one row each.
      if (sharing === 'batch' || rates.input === 0) {
        const dropped = drop(rates.input)(words, steps);
        const columns = columnsBelow(engine, vectorWidth, dropped.columns);
        return { ...dropped, rowOfToken: wordOfToken, learning: { rows: learningCount, columns } };
      }
      const dropped = drop(rates.input)(rowsAt(engine, words, wordOfToken, steps.R), steps);
      return {
        ...dropped,
        backward: (dX) => sumsAt(engine, dropped.backward(dX), wordOfToken, words.rows),
      };
    },
    layer: drop(rates.layer),
    output: drop(rates.output),
    layers: (layers) =>
      rates.recurrent === 0
        ? noDropouts.layers(layers)
        : dropRecurrentWeights(engine, layers, rates.recurrent, random),
  };
}

/** How many of the columns that are kept lie below a limit. */
function columnsBelow({ memory }: Engine, limit: number, columns?: Columns): number {
  if (!columns) return limit;
  return memory.integers(columns.ids, columns.count).filter((id) => id < limit).length;
}

function dropRecurrentWeights(
  engine: Engine,
  layers: readonly LayerParameters[],
  rate: number,
  random: Random,
): DroppedLayers {
  const backwards: (() => void)[] = [];
  const dropped = layers.map((directions) =>
    directions.map((parameters) => {
      const { weight, backward } = weightDropoutForward(engine, parameters.weightHh, rate, random);
      backwards.push(backward);
      return { ...parameters, weightHh: weight };
    }),
  );
  return {
    dropped,
    backward: () => {
      for (const backward of backwards) backward();
    },
  };
}

function unchanged(dX: Matrix): Matrix {
  return dX;
}
