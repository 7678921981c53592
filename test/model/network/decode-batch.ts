// The labels of a batch as a network decodes it, without cache and threads.
import type { Network } from '../../../src/model/network/network.js';
import type { Batch } from '../../../src/model/vocabulary/encode-batch.js';
import type { Engine } from '../../../src/tensors/matrix.js';
import { rowsOf } from '../../../src/tensors/matrix.js';
import { rowsAt } from '../../../src/tensors/rows.js';

/** Label ids of each sentence, in the order of the batch. */
export function decodeBatch(engine: Engine, network: Network, batch: Batch): number[][] {
  const project = network.startProjecting();
  const { emissions, decode } = network.startDecoding();
  const { wordOfToken, words, steps } = batch;
  const projected = project(words).map((matrix) => {
    const gates = rowsAt(engine, matrix, wordOfToken, steps.R);
    return (first: number, count: number) => rowsOf(gates, first, count);
  });
  return decode(steps, emissions(steps, projected));
}
