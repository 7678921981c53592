// The labels of a batch as a network decodes it, without cache and threads.
import type { Network } from '../../../src/model/network/network.js';
import type { Batch } from '../../../src/model/vocabulary/encode-batch.js';
import type { Engine } from '../../../src/tensors/matrix.js';
import { rowsAt } from '../../../src/tensors/rows.js';

/** Label ids of each sentence, in the order of the batch. */
export function decodeBatch(engine: Engine, network: Network, batch: Batch): number[][] {
  const { project, emissions, decode } = network.startDecoding();
  const { wordOfToken, words, steps } = batch;
  const gates = project(words).map((matrix) => rowsAt(engine, matrix, wordOfToken, steps.R));
  return decode(steps, emissions(steps, gates));
}
