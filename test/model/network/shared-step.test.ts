// A training pass whose kernels are divided between two threads, against the same on one.
import { expect, test } from '@jest/globals';
import { type DropoutRates, evenDropout } from '../../../src/model/network/dropouts.js';
import type { Tagger } from '../../../src/model/tagger.js';
import { encodeBatch, rowsOf, storeRows } from '../../../src/model/vocabulary/encode-batch.js';
import { createWordEncoder } from '../../../src/model/vocabulary/encode-words.js';
import { createRandom } from '../../../src/tensors/random.js';
import { expectEqual } from '../../expect-equal.js';
import { laterWorker } from '../../tensors/later-worker.js';
import { randomTagger, wideCharacters } from '../random-tagger.js';

const sentences = [
  ['the', 'Senate', 'of', 'a', 'Rome', 'the', 'of'],
  ['Rome'],
  ['a', 'unheard-of', 'Senate'],
  ['of', 'the', 'a', 'of'],
];

/** Loss and all gradients of a pass, and how often kernels were handed to the other thread. */
function pass(tagger: Tagger, dropout: DropoutRates, isShared: boolean) {
  const { engine, network } = tagger;
  const { memory, kernels } = engine;
  const { parameters, table } = network;
  const mark = memory.mark();
  kernels.fill(parameters.count, 0, parameters.gradients);
  const encode = createWordEncoder(tagger);
  const batch = encodeBatch(engine, sentences.map(encode));
  const labels = sentences.map(({ length }) => new Array<number>(length).fill(0));
  const gold = storeRows(engine, rowsOf(batch.steps, batch.order, labels));
  const worker = isShared ? laterWorker(engine) : undefined;
  const run = network.train(batch, gold, { dropout, random: createRandom(1), worker });
  const rows = run.backward();
  const result = {
    loss: run.loss,
    gradients: memory.floats(parameters.gradients, parameters.count).slice(),
    rows: memory.floats(rows.gradient, rows.ids.length * table.width).slice(),
  };
  memory.release(mark);
  return { ...result, startedCount: worker?.startedCount() };
}

test.each([
  { directions: 1 },
  { directions: 2 },
  { directions: 2, subwords: ['<t', 'ate', 'of', 'me>'] },
] as const)(
  'with %j, loss and gradients have the same bits on two threads',
  ({ directions, ...reading }) => {
    const tagger = randomTagger({
      words: ['the', 'Senate', 'of', 'a', 'Rome'],
      ...reading,
      characters: [...'theSnaofR'],
      characterEncoder: wideCharacters,
      shape: { directions, layers: 2 },
    });
    for (const recurrent of [0, 0.2]) {
      const dropout = { ...evenDropout(0.3), recurrent };
      const { startedCount, ...shared } = pass(tagger, dropout, true);
      const { startedCount: _, ...alone } = pass(tagger, dropout, false);
      expect(startedCount).toBeGreaterThan(3);
      expect(alone.gradients.some((value) => value !== 0)).toBe(true);
      expectEqual(shared.loss, alone.loss);
      expectEqual(shared.gradients, alone.gradients);
      expectEqual(shared.rows, alone.rows);
    }
  },
);
