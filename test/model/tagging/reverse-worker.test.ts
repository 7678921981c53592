// Both sides in one thread: the worker is a function that does each task at once, on a stack of its
// own.
import { expect, test } from '@jest/globals';
import { attachMemory } from '../../../src/kernels/memory.js';
import { maskSharings } from '../../../src/layers/dropout.js';
import { type DropoutRates, evenDropout } from '../../../src/model/network/dropouts.js';
import type { Tagger } from '../../../src/model/tagger.js';
import {
  createReverseTasks,
  reverseBytes,
  startReverseOn,
} from '../../../src/model/tagging/reverse-worker.js';
import { encodeBatch, rowsOf, storeRows } from '../../../src/model/vocabulary/encode-batch.js';
import type { WorkerThread } from '../../../src/parallel/worker.js';
import { createRandom } from '../../../src/tensors/random.js';
import { expectEqual } from '../../expect-equal.js';
import { cellNames } from '../../reference/cells/cells.js';
import { randomSentences } from '../network/labeled-ids.js';
import { randomTagger } from '../random-tagger.js';

type StartReverseOf = ReturnType<typeof startReverseOn>;

/** The tagger's reverse direction as a worker does it, on a stack of its own. */
function otherStack({ engine, network }: Tagger) {
  const region = engine.memory.cutOff(2 ** 28)!;
  const memory = attachMemory(engine.memory.memory, region);
  const { forward, backward } = createReverseTasks({ ...engine, memory }, network);
  const tasks = [forward, backward];
  const worker: Pick<WorkerThread, 'post' | 'wait'> = {
    post: (task, args) => tasks[task](Uint32Array.from(args)),
    wait: () => {},
  };
  return {
    startReverse: startReverseOn(worker, { forward: 0, backward: 1 }),
    takenBytes: () => memory.usage().peakBytes - region.begin,
  };
}

/** Loss and all gradients of a step of training. */
function train(
  tagger: Tagger,
  lengths: readonly number[],
  startReverse?: StartReverseOf,
  dropout: DropoutRates = { ...evenDropout(0.3), recurrent: 0.2 },
  learns?: (wordId: number) => boolean,
) {
  const { engine, network } = tagger;
  const { memory, kernels } = engine;
  const { parameters, table } = network;
  const sentences = randomSentences(tagger, lengths);
  const mark = memory.mark();
  kernels.fill(parameters.count, 0, parameters.gradients);
  const words = sentences.map(({ wordIds }) => ({ wordIds, spellings: [], shapes: [] }));
  const batch = encodeBatch(engine, words, learns);
  const labelIds = sentences.map((sentence) => sentence.labelIds);
  const gold = storeRows(engine, rowsOf(batch.steps, batch.order, labelIds));
  const random = createRandom(1);
  const pass = network.train(batch, gold, { dropout, random, startReverse });
  const rows = pass.backward();
  const result = {
    loss: pass.loss,
    gradients: memory.floats(parameters.gradients, parameters.count).slice(),
    rows: memory.floats(rows.gradient, rows.ids.length * table.width).slice(),
  };
  memory.release(mark);
  return result;
}

const cases = cellNames.flatMap((cell) => [1, 2, 3].map((layers) => ({ cell, layers })));

test.each(cases)(
  '$cell, $layers deep, has the same loss and gradients, to the bit, with a worker',
  (shape) => {
    const tagger = randomTagger({ shape });
    const { startReverse } = otherStack(tagger);
    const batches = [[9, 9, 4, 1], [1], [30, 2, 2]];
    const elsewhere = batches.map((lengths) => train(tagger, lengths, startReverse));
    expectEqual(
      elsewhere,
      batches.map((lengths) => train(tagger, lengths)),
    );
    expect(elsewhere.every(({ loss }) => loss > 0)).toBe(true);
  },
);

test.each(maskSharings)('so has dropout with one mask per %s', (sharing) => {
  const tagger = randomTagger({ shape: { layers: 2 } });
  const { startReverse } = otherStack(tagger);
  const dropout = evenDropout(0.4, sharing);
  const elsewhere = train(tagger, [9, 9, 4, 1], startReverse, dropout);
  expectEqual(elsewhere, train(tagger, [9, 9, 4, 1], undefined, dropout));
});

test('so have word vectors of which some are frozen', () => {
  const tagger = randomTagger({ shape: { layers: 2 } });
  const { startReverse } = otherStack(tagger);
  const learns = (id: number) => id % 2 === 0;
  const elsewhere = train(tagger, [9, 9, 4, 1], startReverse, evenDropout(0.4), learns);
  expectEqual(elsewhere, train(tagger, [9, 9, 4, 1], undefined, evenDropout(0.4), learns));
});

const sizes = cellNames.flatMap((cell) =>
  [1, 8, 40].flatMap((hidden) => [1, 3].map((layers) => ({ cell, hidden, layers }))),
);
const batches = [[1], [500], new Array(64).fill(1), new Array(20).fill(50), [400, 300, 20, 20, 1]];

test.each(sizes)(
  'a batch takes no more memory than the estimate: $cell, $layers layers of $hidden units',
  (shape) => {
    const bytes = batches.map((lengths) => {
      const tagger = randomTagger({ shape });
      const { startReverse, takenBytes } = otherStack(tagger);
      train(tagger, lengths, startReverse);
      const tokenCount = lengths.reduce((sum, length) => sum + length);
      return { lengths, taken: takenBytes(), estimated: reverseBytes(tagger.network, tokenCount) };
    });
    expect(bytes.filter(({ taken, estimated }) => taken > estimated)).toEqual([]);
  },
);

test('each batch takes the place of the one before it', () => {
  const tagger = randomTagger({ shape: { layers: 2 } });
  const { startReverse, takenBytes } = otherStack(tagger);
  train(tagger, [40, 30], startReverse);
  const once = takenBytes();
  for (let step = 0; step < 10; step++) train(tagger, [40, 30], startReverse);
  expect(takenBytes()).toBe(once);
});
