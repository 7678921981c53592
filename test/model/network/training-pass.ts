// What a tagger's network makes of sentences, as plain numbers.
import { type DropoutRates, evenDropout } from '../../../src/model/network/dropouts.js';
import type { Tagger } from '../../../src/model/tagger.js';
import { encodeBatch, rowsOf, storeRows } from '../../../src/model/vocabulary/encode-batch.js';
import { createRandom } from '../../../src/tensors/random.js';
import type { ReferenceSentence } from '../reference-tagger.js';
import { decodeBatch } from './decode-batch.js';

interface PassOptions {
  readonly dropout?: DropoutRates;
  readonly seed?: number;
  readonly learns?: (wordId: number) => boolean;
}

/** One training pass over sentences in the order given: loss and gradients as plain arrays. */
export function trainingPass(
  { engine, network }: Tagger,
  sentences: readonly ReferenceSentence[],
  { dropout = evenDropout(0), seed = 1, learns }: PassOptions = {},
) {
  const { memory, kernels } = engine;
  const { parameters, table } = network;
  const mark = memory.mark();
  kernels.fill(parameters.count, 0, parameters.gradients);
  const batch = encodeBatch(engine, sentences.map(encodedWords), learns);
  const gold = rowsOf(
    batch.steps,
    batch.order,
    sentences.map(({ labelIds }) => labelIds),
  );
  const pass = network.train(batch, storeRows(engine, gold), {
    dropout,
    random: createRandom(seed),
  });
  const rows = pass.backward();
  const result = {
    loss: pass.loss,
    dense: new Map(
      parameters.list.map(({ name, gradient, count }) => [
        name,
        memory.floats(gradient, count).slice(),
      ]),
    ),
    rowIds: rows.ids,
    rows: memory.floats(rows.gradient, rows.ids.length * table.width).slice(),
  };
  memory.release(mark);
  return result;
}

export function decode({ engine, network }: Tagger, sentences: readonly ReferenceSentence[]) {
  const batch = encodeBatch(engine, sentences.map(encodedWords));
  const paths = decodeBatch(engine, network, batch);
  return sentences.map((_, index) => paths[batch.order.indexOf(index)]);
}

function encodedWords(sentence: ReferenceSentence) {
  const { wordIds, subwords, spellings = [], shapes = [], contexts } = sentence;
  return { wordIds, subwords, spellings, shapes, ...(contexts && { contexts }) };
}
