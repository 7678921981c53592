// Sentences through cache, jobs and threads, compared with each sentence alone through the plain
// network.
import { afterEach, expect, test } from '@jest/globals';
import type { Span } from '../../../src/corpora/tags.js';
import type { Tagger } from '../../../src/model/tagger.js';
import { cutWindows, windowStarts } from '../../../src/model/tagging/windows.js';
import { encodeBatch } from '../../../src/model/vocabulary/encode-batch.js';
import { createWordEncoder } from '../../../src/model/vocabulary/encode-words.js';
import { expectEqual } from '../../expect-equal.js';
import { cellNames } from '../../reference/cells/cells.js';
import { randomNumbers } from '../../reference/random.js';
import { decodeBatch } from '../network/decode-batch.js';
import {
  type RandomTaggerOptions,
  randomTagger,
  recurrentCharacters,
  shape,
} from '../random-tagger.js';
import { watchedThreads, workUntilShared } from './idle-clock.js';

const words = ['a', 'b', 'c', 'ab', 'bc'];
const vectorWords = ['v', 'w'];
const characters = ['a', 'b', 'c', '1', '2', '3'];
const windows = { length: 2048, overlap: 128 };

const taggers: Tagger[] = [];
afterEach(() => {
  for (const tagger of taggers.splice(0)) tagger.threads.stop();
});

function taggerOf(options: RandomTaggerOptions): Tagger {
  const tagger = randomTagger({ words, vectorWords, isTraining: false, ...options });
  taggers.push(tagger);
  return tagger;
}

/** Sentences of these lengths, of known and unknown words. */
function randomSentences(lengths: readonly number[], seed = 1): string[][] {
  const random = randomNumbers(seed);
  const vocabulary = [...words, ...vectorWords, 'abc', 'cab', 'unseen', 'B', 'W'];
  const word = () => vocabulary[random.integer(vocabulary.length)];
  return lengths.map((length) => Array.from({ length }, word));
}

/** The spans of one sentence alone, in windows if it is too long. */
function plainSpans({ engine, network, labels, ...tagger }: Tagger, tokens: readonly string[]) {
  if (tokens.length === 0) return [];
  const encode = createWordEncoder(tagger);
  const parts = windowStarts(tokens.length, windows).map((start) => {
    const mark = engine.memory.mark();
    const part = encode(tokens.slice(start, start + windows.length));
    const [labelIds] = decodeBatch(engine, network, encodeBatch(engine, [part]));
    engine.memory.release(mark);
    return { labelIds };
  });
  return labels.decode(cutWindows(parts, labels, windows).flatMap(({ labelIds }) => labelIds));
}

function expectPlainSpans(tagger: Tagger, sentences: readonly (readonly string[])[]): Span[][] {
  const spans = tagger.tagSentences(sentences);
  expectEqual(
    spans,
    sentences.map((tokens) => plainSpans(tagger, tokens)),
  );
  return spans;
}

const cellFamily = cellNames.flatMap((cell, c) =>
  ([1, 2] as const).flatMap((directions) =>
    [1, 2].flatMap((layers) =>
      (['words', 'words and characters'] as const).map((reads, r) => {
        const decoder = (['crf', 'softmax'] as const)[(c + directions + layers + r) % 2];
        return { cell, directions, layers, reads, decoder };
      }),
    ),
  ),
);
const family = [
  ...cellFamily,
  {
    cell: 'lstm',
    directions: 2,
    layers: 1,
    decoder: 'crf',
    reads: 'characters by recurrence, and shapes',
  } as const,
];
const lengths = [5, 0, 33, 1, 60, 2, 2, 17, 40, 9];

const optionsOf = ({ reads, decoder, ...network }: (typeof family)[number]) => ({
  decoder,
  characters: reads === 'words' ? undefined : characters,
  ...(reads === 'characters by recurrence, and shapes'
    ? { characterEncoder: recurrentCharacters, shape: { ...network, shape } }
    : { shape: network }),
});

test.each(family)(
  'one thread tags as the plain network does: $cell over $reads, $directions × $layers, $decoder',
  (member) => {
    const tagger = taggerOf(optionsOf(member));
    const spans = expectPlainSpans(tagger, randomSentences(lengths));
    expect(spans.flat().length).toBeGreaterThan(5);
    // All words are cached now, and after that some are new.
    expectPlainSpans(tagger, randomSentences(lengths, 2));
    expectPlainSpans(tagger, [['new'], ...randomSentences([70, 3]), ['a', 'newer', 'a']]);
  },
);

// Enough for several jobs of both kinds for each thread.
const random = randomNumbers(4);
const many = Array.from({ length: 80 }, (_, n) => [
  ...randomSentences([n % 19], n)[0],
  ...Array.from({ length: n % 7 }, () => random.integer(1000).toString(4)),
]);

test.each(family)(
  'two threads tag as the plain network does: $cell over $reads, $directions × $layers, $decoder',
  async (member) => {
    const threads = watchedThreads(2);
    // In training the cache is cleared before each call, so that each call does all of the work.
    const tagger = taggerOf({ ...optionsOf(member), threads, isTraining: true });
    const expected = many.map((tokens) => plainSpans(tagger, tokens));
    await workUntilShared(threads, () => expectEqual(tagger.tagSentences(many), expected));
    // Whichever mode is chosen, the other one is tried within so many calls.
    for (let call = 0; call < 20; call++) expectEqual(tagger.tagSentences(many), expected);
  },
);

test.each([1, 2, 4])('%i threads tag very many words and long sentences', async (count) => {
  const threads = watchedThreads(count);
  const tagger = taggerOf({ characters, threads });
  if (count > 1) await workUntilShared(threads, () => tagger.tagSentences(many));
  // More words than the cache has rows, each spelled differently.
  const distinct = Array.from({ length: 20_000 }, (_, n) => n.toString(4));
  const sentences = [
    ...randomSentences([2047, 2048, 2049, 5000]),
    ...Array.from({ length: 100 }, (_, n) => distinct.slice(n * 200, (n + 1) * 200)),
    distinct.slice(0, 9000),
  ];
  for (let round = 0; round < 2; round++) {
    sentences.sort(() => random.uniform(-1, 1));
    expectPlainSpans(tagger, sentences);
  }
});

test.each([1, 2, 4])('%i threads tag no sentences, and empty ones', async (count) => {
  const threads = watchedThreads(count);
  const tagger = taggerOf({ threads });
  if (count > 1) await workUntilShared(threads, () => tagger.tagSentences(many));
  for (let call = 0; call < 40; call++) {
    expect(tagger.tagSentences([])).toEqual([]);
    expect(tagger.tagSentences([[], []])).toEqual([[], []]);
    expectPlainSpans(tagger, [[], ['a'], []]);
  }
});

test('in training, tagging uses the weights of the moment', () => {
  const tagger = taggerOf({ isTraining: true });
  const { list } = tagger.network.parameters;
  const sentences = randomSentences(lengths);
  const spans = [1, 2, 3].map((seed) => {
    const random = randomNumbers(seed);
    for (const { value, count } of list) {
      tagger.engine.memory.floats(value, count).set(random.normals(count));
    }
    return expectPlainSpans(tagger, sentences);
  });
  expect(spans[1]).not.toEqual(spans[0]);
  expect(spans[2]).not.toEqual(spans[1]);
});
