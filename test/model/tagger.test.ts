import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Span } from '../../src/corpora/tags.js';
import type { Tagger } from '../../src/model/tagger.js';
import { shapeOf, wordShapes } from '../../src/text/word-shape.js';
import { randomNumbers } from '../reference/random.js';
import { randomTagger, recurrentCharacters, shape } from './random-tagger.js';
import { referenceOf, referencePass } from './reference-tagger.js';

const decoders = ['crf', 'softmax'] as const;
const words = ['a', 'b', 'c', 'd', 'e', 'f'];
const vectorWords = ['v', 'w'];
const vocabulary = [...words, ...vectorWords, 'unseen', 'B', ''];
const readings = [
  { reads: 'words' },
  { reads: 'words and characters', characters: ['a', 'b', 'n', 'e'] },
  {
    reads: 'characters by recurrence, and shapes',
    characters: ['a', 'b', 'n', 'e'],
    characterEncoder: recurrentCharacters,
    shape: { shape },
  },
];
const networks = decoders.flatMap((decoder) =>
  readings.map((reading) => ({ decoder, ...reading })),
);

const sentence = fc.array(fc.constantFrom(...vocabulary), { maxLength: 40 });

function randomTokens(count: number, seed: number): string[] {
  const random = randomNumbers(seed);
  return Array.from({ length: count }, () => vocabulary[random.integer(vocabulary.length)]);
}

test.each(networks)('the spans are those of the reference, $decoder over $reads', (network) => {
  const tagger = randomTagger({ ...network, words, vectorWords });
  const sentences = [7, 1, 12, 30].map((length) => randomTokens(length, length));
  const reference = referenceOf(tagger);
  const paths = referencePass(
    reference,
    sentences.map((tokens) => ({
      wordIds: reference.wordIdsOf(tokens),
      spellings: tagger.characterVocabulary && tokens.map(tagger.characterVocabulary.spell),
      shapes: tagger.readsShapes
        ? tokens.map((token) => wordShapes.indexOf(shapeOf(token)))
        : undefined,
      labelIds: tokens.map(() => 0),
    })),
  ).decode();
  const spans = tagger.tagSentences(sentences);
  expect(spans).toEqual(paths.map((path) => tagger.labels.decode(path)));
  expect(spans.flat().length).toBeGreaterThan(10);
});

test.each(networks)(
  'a sentence has the same spans in any company, $decoder over $reads',
  (network) => {
    const tagger = randomTagger({ ...network, words, vectorWords });
    fc.assert(
      fc.property(fc.array(sentence, { minLength: 2, maxLength: 45 }), (sentences) => {
        const alone = sentences.map((tokens) => tagger.tagSentences([tokens])[0]);
        expect(tagger.tagSentences(sentences)).toEqual(alone);
        const order = sentences.map((_, index) => index).reverse();
        expect(tagger.tagSentences(order.map((index) => sentences[index]))).toEqual(
          order.map((index) => alone[index]),
        );
      }),
      { numRuns: 25 },
    );
  },
);

test('no sentences have no spans, and a sentence without tokens has none', () => {
  const tagger = randomTagger({ words });
  expect(tagger.tagSentences([])).toEqual([]);
  expect(tagger.tagSentences([[]])).toEqual([[]]);
  const [first, empty, last] = tagger.tagSentences([['a', 'b'], [], ['a', 'b']]);
  expect(empty).toEqual([]);
  expect(first).toEqual(last);
});

// All weights zero but the bias of S-PER: each token is a name of its own.
function singlesTagger(decoder: 'crf' | 'softmax'): Tagger {
  const tagger = randomTagger({ decoder, types: ['PER'] });
  const { engine, network, labels } = tagger;
  engine.kernels.fill(network.parameters.count, 0, network.parameters.values);
  const bias = network.parameters.find('output.bias');
  engine.memory.floats(bias.value, bias.count)[labels.tags.indexOf('S-PER')] = 1;
  return tagger;
}

const lengths = [2047, 2048, 2049, 4096, 10000];

test.each(decoders.flatMap((decoder) => lengths.map((length) => ({ decoder, length }))))(
  'each of $length tokens gets its tag, $decoder',
  ({ decoder, length }) => {
    const spans = singlesTagger(decoder).tagSentences([['a'], new Array(length).fill('a'), ['b']]);
    const singles = (count: number) =>
      Array.from({ length: count }, (_, start) => ({ label: 'PER', start, end: start + 1 }));
    expect(spans).toEqual([singles(1), singles(length), singles(1)]);
  },
);

// Windows of 2,048 tokens, each with 128 in common with the one before.
const windowStarts = [0, 1920, 3840];

test.each(readings)(
  'a sentence too long for a batch is tagged in windows, over $reads',
  (reading) => {
    const tagger = randomTagger({ ...reading, words });
    const tokens = randomTokens(5000, 1);
    const windows = windowStarts.map((start) => tokens.slice(start, start + 2048));
    const inOneWindow = ({ start, end }: Span) =>
      windowStarts.some((first) => start >= (first && first + 128) && end <= first + 1920);
    const expected = tagger.tagSentences(windows).flatMap((spans, window) =>
      spans
        .map(({ label, start, end }) => ({
          label,
          start: start + windowStarts[window],
          end: end + windowStarts[window],
        }))
        .filter(inOneWindow),
    );
    const [found] = tagger.tagSentences([tokens, ['a']]);
    expect(found.filter(inOneWindow)).toEqual(expected);
    expect(expected.length).toBeGreaterThan(50);
    expect(found.length).toBeGreaterThan(expected.length);
  },
);

test('of very many sentences each gets its own spans', () => {
  const tagger = randomTagger({ words, vectorWords });
  const random = randomNumbers(5);
  const few = Array.from({ length: 50 }, (_, n) => randomTokens(random.integer(20), n));
  const alone = few.map((tokens) => tagger.tagSentences([tokens])[0]);
  const places = Array.from({ length: 5000 }, () => random.integer(few.length));
  expect(tagger.tagSentences(places.map((n) => few[n]))).toEqual(places.map((n) => alone[n]));
});

test('tagging frees all the memory it takes, and takes no more the next time', () => {
  const tagger = randomTagger({ words });
  const { memory } = tagger.engine;
  const before = memory.usage().bytes;
  const sentences = [5, 300, 2500, 1, 40].map((length) => randomTokens(length, length));
  tagger.tagSentences(sentences);
  const { peakBytes } = memory.usage();
  for (let call = 0; call < 20; call++) tagger.tagSentences(sentences);
  expect(memory.usage()).toEqual({ bytes: before, peakBytes });
});

test('the memory that tagging takes does not grow with the number and length of the sentences', () => {
  const peakOf = (sentences: readonly (readonly string[])[]) => {
    const tagger = randomTagger({ words });
    tagger.tagSentences(sentences);
    return tagger.engine.memory.usage().peakBytes;
  };
  // As many tokens as the cache has rows, the most that are tagged in one wave.
  const full = peakOf(new Array(128).fill(new Array(64).fill('a')));
  expect(peakOf(new Array(640).fill(new Array(64).fill('a')))).toBe(full);
  // One sentence a batch has as many tokens, in more steps: of these only a few numbers are kept
  // each.
  expect(peakOf([new Array(40000).fill('a')])).toBeLessThan(1.3 * full);
});
