import { setImmediate } from 'node:timers/promises';
import { afterEach, expect, test } from '@jest/globals';
import type { StartReverse } from '../../../src/layers/bidirectional.js';
import { layOutSteps } from '../../../src/layers/layer.js';
import type { Tagger } from '../../../src/model/tagger.js';
import { allocateMatrix, zeroMatrix } from '../../../src/tensors/matrix.js';
import { hidden, type RandomTaggerOptions, randomTagger, wordDimension } from '../random-tagger.js';

const taggers: Tagger[] = [];
afterEach(() => {
  for (const tagger of taggers.splice(0)) tagger.threads.stop();
});

let elapsedMs = 0;

function taggerOf(options: RandomTaggerOptions & { readonly count?: number } = {}): Tagger {
  const { count = 2, ...others } = options;
  const tagger = randomTagger({ threads: { count, now: () => elapsedMs }, ...others });
  taggers.push(tagger);
  return tagger;
}

const BIG_STEP = 5000;

// A worker's part is at the far end of the memory, which has its largest size from then on.
const hasStarted = ({ engine }: Tagger) => engine.memory.memory.buffer.byteLength === 2 ** 32;

/** What a training step of so many tokens is offered. */
function offerOf({ threads }: Tagger, tokenCount: number) {
  return threads.trainStep(tokenCount, (shared) => shared?.startReverse);
}

async function offerOnceUp(tagger: Tagger): Promise<(layer: number) => StartReverse> {
  for (;;) {
    const offer = offerOf(tagger, BIG_STEP);
    if (offer) return offer;
    await setImmediate();
  }
}

test('no worker is started for the first few thousand tokens', () => {
  const tagger = taggerOf();
  offerOf(tagger, 4000);
  expect(offerOf(tagger, 96)).toBeUndefined();
  expect(hasStarted(tagger)).toBe(false);
  offerOf(tagger, 1);
  expect(hasStarted(tagger)).toBe(true);
});

test('tokens of tagging count as well', () => {
  const tagger = taggerOf();
  const sentences = new Array(500).fill(new Array(10).fill('a'));
  tagger.tagSentences(sentences);
  expect(hasStarted(tagger)).toBe(false);
  tagger.tagSentences(sentences);
  expect(hasStarted(tagger)).toBe(true);
});

test('with one thread no worker is started', () => {
  const tagger = taggerOf({ count: 1 });
  for (let step = 0; step < 3; step++) expect(offerOf(tagger, BIG_STEP)).toBeUndefined();
  tagger.tagSentences(new Array(2000).fill(new Array(10).fill('a')));
  expect(hasStarted(tagger)).toBe(false);
});

test('a network with one direction shares all but the recurrence', async () => {
  const tagger = taggerOf({ shape: { directions: 1 } });
  for (;;) {
    const shared = tagger.threads.trainStep(BIG_STEP, (shared) => shared);
    if (shared) {
      expect(shared.startReverse).toBeUndefined();
      break;
    }
    await setImmediate();
  }
});

test('kernels are run by the other thread, in a list of any length', async () => {
  const tagger = taggerOf();
  await offerOnceUp(tagger);
  const { engine, threads } = tagger;
  const at = engine.memory.allocate(4000);
  engine.memory.floats(at, 1000).fill(0);
  threads.trainStep(1, (shared) => {
    const halves = [1, 2].map((value) =>
      shared?.worker.start(({ kernels }) => {
        for (let n = 0; n < 2000; n++)
          kernels.fill(1, value, at + (500 * value - 500 + (n % 500)) * 4);
      }),
    );
    expect(halves).not.toContain(undefined);
    for (const half of halves) half?.wait();
  });
  const numbers = engine.memory.floats(at, 1000);
  expect(numbers.every((value, n) => value === (n < 500 ? 1 : 2))).toBe(true);
});

test('a batch too large for the memory of the worker is done by this thread', async () => {
  const tagger = taggerOf();
  await offerOnceUp(tagger);
  expect(offerOf(tagger, 100_000)).toBeDefined();
  expect(offerOf(tagger, 1_000_000)).toBeUndefined();
  expect(offerOf(tagger, 100_000)).toBeDefined();
});

test('stopped workers are started again when there is work', async () => {
  const tagger = taggerOf();
  await offerOnceUp(tagger);
  tagger.threads.stop();
  expect(offerOf(tagger, BIG_STEP)).toBeUndefined();
  expect(await offerOnceUp(tagger)).toBeDefined();
});

test('if a worker makes the steps slower, few are shared', async () => {
  const tagger = taggerOf();
  await offerOnceUp(tagger);
  let sharedCount = 0;
  for (let step = 0; step < 2000; step++) {
    tagger.threads.trainStep(100, (shared) => {
      elapsedMs += shared ? 10 : 1;
      if (shared) sharedCount += 1;
    });
  }
  expect(sharedCount).toBeLessThan(200);
});

test('a task that fails on the worker is an error with its reason, the next is done', async () => {
  const tagger = taggerOf();
  const { engine, network } = tagger;
  const startReverse = await offerOnceUp(tagger);
  const steps = layOutSteps(engine, [3, 1]);
  const x = zeroMatrix(engine, steps.R, wordDimension);
  const output = allocateMatrix(engine, steps.R, hidden);
  const start = (layer: number) => startReverse(layer)(network.stack[0][1], steps, { x }, output);
  expect(() => start(network.config.layers).wait()).toThrow(/TypeError.*reverse-worker\.js/s);
  engine.memory.floats(output.address, steps.R * hidden).fill(Number.NaN);
  start(0).wait();
  const states = engine.memory.floats(output.address, steps.R * hidden);
  expect(states.every(Number.isFinite)).toBe(true);
});
