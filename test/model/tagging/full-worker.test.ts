// A worker whose part of the memory has no room for its work.
import { expect, test } from '@jest/globals';
import { NoRoomError } from '../../../src/errors.js';
import { createProjectionCache } from '../../../src/model/tagging/projection-cache.js';
import { type TaggingContext, tagSentences } from '../../../src/model/tagging/tag-sentences.js';
import { createThreads } from '../../../src/model/tagging/threads.js';
import type { WorkerData } from '../../../src/model/tagging/worker-data.js';
import { randomTagger } from '../random-tagger.js';

const sentences = [['a', 'b', 'c'], ['b'], ['c', 'c', 'x', 'a']];

/** A context whose first waves fail in `kind` as those with a full worker do. */
function contextFailing(kind: 'project' | 'decode', isShared: boolean) {
  const tagger = randomTagger({ isTraining: false });
  const { engine, network } = tagger;
  const width = network.stack[0][0].weightIh.shape[0];
  const cache = createProjectionCache(engine, { directions: 2, width, minRows: 64 });
  const projections = { tables: cache.tables, width };
  // One thread starts no worker, so nothing else of a worker's data is read.
  const data = { projections, isTraining: false } as WorkerData & { isTraining: false };
  const threads = createThreads(
    engine,
    { trained: network, tagging: network },
    { count: 1, now: () => 0 },
    data,
  );
  const calls = { alone: 0 };
  const context: TaggingContext = {
    ...tagger,
    cache,
    threads: {
      startWave: (tokenCount) => {
        const wave = threads.startWave(tokenCount);
        if (calls.alone > 0) return wave;
        return {
          ...wave,
          isShared,
          run: (found, jobs) => {
            if (found === kind) throw new NoRoomError('no room');
            wave.run(found, jobs);
          },
        };
      },
      workAlone: () => calls.alone++,
    },
  };
  return { context, calls, expected: tagger.tagSentences(sentences) };
}

test.each(['project', 'decode'] as const)(
  'what a worker has no room to %s, this thread does alone from then on',
  (kind) => {
    const { context, calls, expected } = contextFailing(kind, true);
    const { engine } = context;
    const mark = engine.memory.mark();
    expect(tagSentences(context, sentences)).toEqual(expected);
    expect(tagSentences(context, sentences)).toEqual(expected);
    expect(calls.alone).toBe(1);
    expect(engine.memory.mark()).toBe(mark);
  },
);

test('what this thread has no room for is an error', () => {
  const { context, calls } = contextFailing('decode', false);
  expect(() => tagSentences(context, sentences)).toThrow(NoRoomError);
  expect(calls.alone).toBe(0);
});
