import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { maskSharings } from '../../../src/layers/dropout.js';
import { evenDropout } from '../../../src/model/network/dropouts.js';
import { relativeError } from '../../reference/relative-error.js';
import { scatterAddRows } from '../../reference/rows.js';
import {
  randomTagger,
  recurrentCharacters,
  shape,
  wideCharacters,
  wordDimension,
} from '../random-tagger.js';
import { referenceOf, referencePass } from '../reference-tagger.js';
import { randomSentences } from './labeled-ids.js';
import { decode, trainingPass } from './training-pass.js';

const decoders = ['crf', 'softmax'] as const;
const words = ['a', 'bear', 'Teddy', 'TEDDY', 'beards', 'Bear'];
const vectorWords = ['v', 'wolf', 'bee'];
// Of the words above some characters are unknown, and all of "wolf".
const characters = ['a', 'b', 'd', 'e', 'r', 'T'];
const subwords = ['<be', 'ea', 'ear', 'rd', 'ds>', 'ed'];
const readings = [
  { reads: 'words' },
  { reads: 'words and characters', characters },
  { reads: 'characters by several widths', characters, characterEncoder: wideCharacters },
  { reads: 'characters by recurrence', characters, characterEncoder: recurrentCharacters },
  { reads: 'characters and shapes', characters, shape: { shape } },
  { reads: 'words and subwords', subwords },
  { reads: 'subwords, characters and shapes', subwords, characters, shape: { shape } },
  { reads: 'words and documents', shape: { documents: true } as const },
  {
    reads: 'characters, shapes and documents',
    characters,
    shape: { shape, documents: true } as const,
  },
  { reads: 'characters, none of them known', characters: [] },
  {
    reads: 'characters by recurrence, none of them known',
    characters: [],
    characterEncoder: recurrentCharacters,
  },
];
const networks = decoders.flatMap((decoder) =>
  readings.map((reading) => ({ decoder, ...reading })),
);

const cases = networks.flatMap((network) => [
  { ...network, types: ['PER'], lengths: [1] },
  { ...network, types: ['LOC', 'PER'], lengths: [3, 1, 7, 4, 7, 1] },
  { ...network, types: ['LOC', 'MISC', 'PER'], lengths: [12, 2, 33, 5] },
]);

test.each(cases)(
  'loss and gradients match the reference for lengths $lengths, $types, $decoder over $reads',
  ({ lengths, ...network }) => {
    const tagger = randomTagger({ ...network, words, vectorWords });
    const sentences = randomSentences(tagger, lengths);
    const engine = trainingPass(tagger, sentences);
    const reference = referenceOf(tagger);
    const expected = referencePass(reference, sentences);
    expect(relativeError([engine.loss / lengths.length], [expected.loss])).toBeLessThan(1e-5);

    const { dParameters, dInputs, dSubwords } = expected.backward();
    const wrong = [...engine.dense]
      .map(([name, gradient]) => ({
        name,
        error: relativeError(gradient, dParameters[name.replace('.bias_ih_', '.bias_')]),
      }))
      .filter(({ error }) => !(error < 1e-4));
    expect(wrong).toEqual([]);

    const wordIds = sentences.flatMap((sentence) => sentence.wordIds);
    const dTokens = dInputs.flatMap((dInput) => [...dInput]);
    const dTable = scatterAddRows(dSubwords, wordIds, dTokens, wordDimension);
    const read = [...wordIds, ...sentences.flatMap(({ subwords = [] }) => subwords.flat())];
    const learned = read.filter((id) => id < tagger.network.table.rows);
    const ids = [...new Set(learned)].sort((a, b) => a - b);
    expect(engine.rowIds).toEqual(ids);
    const dRows = ids.flatMap((id) => [
      ...dTable.subarray(id * wordDimension, (id + 1) * wordDimension),
    ]);
    expect(relativeError(engine.rows, dRows)).toBeLessThan(1e-4);
  },
);

test.each(networks)('the labels are those of the reference, $decoder over $reads', (network) => {
  for (let seed = 1; seed <= 10; seed++) {
    const tagger = randomTagger({ ...network, words, vectorWords, seed });
    const sentences = randomSentences(tagger, [9, 1, 17, 4, 9, 2], seed);
    const expected = referencePass(referenceOf(tagger), sentences).decode();
    expect(decode(tagger, sentences)).toEqual(expected);
  }
});

test('a batch of words from the vector file alone has no rows to learn', () => {
  const tagger = randomTagger({ words, vectorWords });
  const wordIds = vectorWords.map((word) => tagger.lexicon.idOf(word));
  const { rowIds, loss, dense } = trainingPass(tagger, [{ wordIds, labelIds: [0, 0, 0] }]);
  expect(rowIds).toEqual([]);
  expect(loss).toBeGreaterThan(0);
  expect(dense.get('encoder.weight_ih_l0')!.some((value) => value !== 0)).toBe(true);
});

// The same seed drops the same numbers, so the loss is a function of the weights like any other,
// and along its own gradient it grows by the gradient's norm. To a hundredth: differences of losses
// in single precision are no better.
const droppingNetworks = networks.flatMap((network) =>
  maskSharings.map((sharing) => ({ ...network, sharing })),
);

test.each(droppingNetworks)(
  'with dropout, every gradient is that of the loss with this mask, one a $sharing, $decoder over $reads',
  ({ sharing, ...network }) => {
    const tagger = randomTagger({ ...network, words, shape: { ...network.shape, layers: 2 } });
    const sentences = randomSentences(tagger, [8, 6, 3]);
    const options = { dropout: { ...evenDropout(0.4, sharing), recurrent: 0.3 }, seed: 3 };
    const { dense, rows, rowIds } = trainingPass(tagger, sentences, options);
    const { parameters, table } = tagger.network;
    const width = table.width;
    const places = [
      ...parameters.list.map(({ name, value }) => ({ name, value, gradient: dense.get(name)! })),
      // What documents say moves with the rows, but is a constant for their gradient.
      ...(tagger.readsDocuments ? [] : rowIds).map((id, slot) => ({
        name: `row ${id}`,
        value: table.value + id * width * 4,
        gradient: rows.slice(slot * width, (slot + 1) * width),
      })),
    ];
    const wrong: object[] = [];
    for (const { name, value, gradient } of places) {
      const norm = Math.hypot(...gradient);
      const weights = tagger.engine.memory.floats(value, gradient.length).slice();
      const lossAt = (distance: number) => {
        const moved = weights.map((weight, i) => weight + (distance * gradient[i]) / norm);
        tagger.engine.memory.floats(value, moved.length).set(moved);
        return trainingPass(tagger, sentences, options).loss / sentences.length;
      };
      const step = 2 ** -9;
      const slope = (lossAt(step) - lossAt(-step)) / (2 * step);
      tagger.engine.memory.floats(value, weights.length).set(weights);
      // What the loss is rounded to, over the step.
      const noise = 1e-3;
      if (!(Math.abs(slope - norm) < 0.01 * norm + noise)) wrong.push({ name, slope, norm });
    }
    expect(wrong).toEqual([]);
  },
);

const frozenCases = networks
  .filter((network) => !('subwords' in network))
  .flatMap((network) => [0, 0.4].map((rate) => ({ ...network, rate })));

test.each(frozenCases)(
  'vectors that do not learn get no gradient, all else gets the same, $decoder over $reads, dropout $rate',
  ({ rate, ...network }) => {
    const tagger = randomTagger({ ...network, words });
    const sentences = randomSentences(tagger, [8, 6, 3]);
    const options = { dropout: evenDropout(rate), seed: 5 };
    const all = trainingPass(tagger, sentences, options);
    const learns = (id: number) => id % 2 === 0;
    const some = trainingPass(tagger, sentences, { ...options, learns });
    expect(some.rowIds).toEqual(all.rowIds.filter(learns));
    const { width } = tagger.network.table;
    const learned = all.rows.filter((_, k) => learns(all.rowIds[Math.floor(k / width)]));
    expect(relativeError(some.rows, learned)).toBeLessThan(1e-5);
    for (const [name, gradient] of some.dense) {
      expect({ name, error: relativeError(gradient, all.dense.get(name)!) < 1e-5 }).toEqual({
        name,
        error: true,
      });
    }
  },
);

test('with subwords, all rows get their gradient, because subwords learn where words do not', () => {
  const tagger = randomTagger({ words, subwords });
  const sentences = randomSentences(tagger, [8, 6, 3]);
  const some = trainingPass(tagger, sentences, { learns: () => false });
  expect(some).toEqual(trainingPass(tagger, sentences));
  expect(some.rowIds.some((id) => id > words.length)).toBe(true);
});

test('without dropout the loss does not depend on the random numbers, with dropout it does', () => {
  const tagger = randomTagger({ words });
  const sentences = randomSentences(tagger, [8, 6, 3]);
  const lossOf = (rate: number, seed: number) =>
    trainingPass(tagger, sentences, { dropout: evenDropout(rate), seed }).loss;
  expect(lossOf(0, 1)).toBe(lossOf(0, 2));
  expect(lossOf(0.5, 1)).not.toBe(lossOf(0.5, 2));
  expect(lossOf(0.5, 1)).not.toBe(lossOf(0, 1));
});

test('dropout is not applied when tagging', () => {
  const tagger = randomTagger({ words });
  const sentences = randomSentences(tagger, [8, 6, 3]);
  const before = decode(tagger, sentences);
  trainingPass(tagger, sentences, { dropout: evenDropout(0.9) });
  expect(decode(tagger, sentences)).toEqual(before);
  expect(before).toEqual(referencePass(referenceOf(tagger), sentences).decode());
});

test.each(networks)(
  'the same seed gives the same bytes of loss and gradients, $decoder over $reads',
  (network) => {
    const tagger = randomTagger({ ...network, words, vectorWords });
    const sentences = randomSentences(tagger, [8, 6, 3, 8]);
    const options = { dropout: evenDropout(0.3), seed: 7 };
    expect(trainingPass(tagger, sentences, options)).toEqual(
      trainingPass(tagger, sentences, options),
    );
    const twin = randomTagger({ ...network, words, vectorWords });
    expect(trainingPass(twin, sentences, options)).toEqual(
      trainingPass(tagger, sentences, options),
    );
  },
);

test('a CRF of whatever weights decodes only sequences that IOBES allows', () => {
  const types = ['LOC', 'PER'];
  const lengths = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(fc.nat(), lengths, fc.constantFrom(1, 100), (seed, lengths, scale) => {
      const tagger = randomTagger({ types, words, seed });
      const { engine, network, labels } = tagger;
      engine.kernels.scale(network.parameters.count, scale, network.parameters.values);
      for (const path of decode(tagger, randomSentences(tagger, lengths, seed))) {
        const tags = path.map((label) => labels.tags[label]);
        expect(tags.join(' ')).toMatch(
          /^(?:(?:O|S-LOC|S-PER|B-LOC(?: I-LOC)* E-LOC|B-PER(?: I-PER)* E-PER)(?: |$))+$/,
        );
      }
    }),
    { numRuns: 60 },
  );
});

test('a CRF gives no probability to a sequence that IOBES does not allow', () => {
  const tagger = randomTagger({ words });
  const { tags } = tagger.labels;
  const illegal = ['I-PER', 'O', 'B-LOC'].map((tag) => tags.indexOf(tag));
  const { loss } = trainingPass(tagger, [{ wordIds: [1, 2, 3], labelIds: illegal }]);
  expect(loss).toBe(Number.POSITIVE_INFINITY);
});
