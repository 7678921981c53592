// The room that is reserved, against what a training takes.
import { expect, test } from '@jest/globals';
import { parseConll } from '../../../src/corpora/conll.js';
import { reserveRoom } from '../../../src/training/room/batch-room.js';
import { tinyCorpus } from '../../e2e/tiny-model.js';
import { tinyOptions } from '../tiny-tagger.js';
import { toyTraining } from '../toy-corpus.js';

const { sentences: few } = parseConll(Buffer.from(tinyCorpus), 'tiny');
const many = Array.from({ length: 12 }, (_, copy) =>
  few.map(({ tokens, ...rest }) => ({
    ...rest,
    tokens: [...tokens, ...tokens, ...tokens].map((token, at) => `${token}${copy % (at + 1)}`),
  })),
).flat();

/** Bytes that the training takes beside its network. */
function bytesTaken({ tagger, events }: ReturnType<typeof toyTraining>): number {
  const { memory } = tagger.engine;
  const before = memory.usage().bytes;
  for (const { kind } of events) if (kind === 'epoch') break;
  return memory.usage().peakBytes - before;
}

test.each([
  ['a token', few.slice(0, 1), 1],
  ['ten short sentences', few, 10],
  ['a sentence of many', many, 1],
  ['sixty sentences', many, 60],
  ['more tokens than are probed', many, 120],
])('the room for a batch of %s is enough, and not twice as much', (_, sentences, batchSize) => {
  const run = {
    sentences,
    dev: few.slice(0, 1),
    options: { ...tinyOptions, batchSize, epochs: 1 },
  };
  const taken = bytesTaken(toyTraining(run));
  const { tagger, options } = toyTraining(run);
  const { engine } = tagger;
  let reserved = 0;
  const reserve = (bytes: number) => {
    reserved = bytes;
    engine.memory.reserve(bytes);
  };
  const heard = { ...tagger, engine: { ...engine, memory: { ...engine.memory, reserve } } };
  reserveRoom('corpus.conll', heard, sentences, options);
  // In the smallest trainings, what is kept beside the batch takes a twentieth.
  expect(reserved).toBeGreaterThan(0.9 * taken);
  expect(reserved).toBeLessThan(2 * taken);
});
