// Every member of the family learns a few sentences by heart, and a file keeps what it learned.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { parseConll } from '../../src/corpora/conll.js';
import { renderTags } from '../../src/corpora/tags.js';
import { readModel, writeModel } from '../../src/model/file/model-file.js';
import { cellNames, type NetworkConfig } from '../../src/model/network/config.js';
import { evenDropout } from '../../src/model/network/dropouts.js';
import { createRandom } from '../../src/tensors/random.js';
import { train } from '../../src/training/train.js';
import { prepareTagger } from '../../src/training/trainable-tagger.js';
import { collectVocabulary } from '../../src/training/vocabulary.js';

const folder = mkdtempSync(join(tmpdir(), 'family-'));
afterAll(() => rmSync(folder, { recursive: true }));

// The same word has several tags, but what stands before it decides which.
const text = [
  'Mr/O Paris/S-PER flew/O to/O Paris/S-LOC ./O',
  'In/O Paris/S-LOC it/O rained/O ./O',
  'Mrs/O Rose/S-PER picked/O a/O rose/O ./O',
  'We/O flew/O to/O New/B-LOC York/E-LOC with/O Mr/O York/S-PER ./O',
  'Yesterday/O the/O post/O came/O late/O ./O',
  'Teddy/B-PER Roosevelt/E-PER met/O Mrs/O Paris/S-PER ./O',
  'Once/O Teddy/O bears/O came/O from/O New/B-LOC York/E-LOC ./O',
  'The/O bank/O in/O Rose/S-LOC closed/O ./O',
  'Today/O Teddy/B-PER Roosevelt/E-PER left/O ./O',
  'Rain/O',
];

const corpus = parseConll(
  Buffer.from(text.map((line) => line.replaceAll(' ', '\n').replaceAll('/', ' ')).join('\n\n')),
  'family',
);
const { sentences, scheme } = corpus;
const allTokens = sentences.map(({ tokens }) => tokens);
const allSpans = sentences.map(({ spans }) => spans);
const vocabulary = collectVocabulary(sentences, false);

test('sentences with the same start have the same tags there', () => {
  const tagOf = new Map<string, string>();
  for (const { tokens, spans } of sentences) {
    renderTags(spans, tokens.length, 'IOBES').forEach((tag, t) => {
      const prefix = tokens.slice(0, t + 1).join(' ');
      expect({ prefix, tag: tagOf.get(prefix) ?? tag }).toEqual({ prefix, tag });
      tagOf.set(prefix, tag);
    });
  }
});

const clips = {
  norm: { clipNorm: 1, clipValue: 0 },
  value: { clipNorm: 0, clipValue: 0.1 },
  none: { clipNorm: 0, clipValue: 0 },
};

// All that shapes the network in every combination. The clips take turns, so that each meets every
// value of all else.
const members = cellNames.flatMap((cell, c) =>
  ([1, 2] as const).flatMap((directions) =>
    [1, 2, 3].flatMap((layers) =>
      [[], [24], [24, 18]].flatMap((dense, d) =>
        (['crf', 'softmax'] as const).map((decoder, o) => {
          const clip = (['norm', 'value', 'none'] as const)[(c + directions + layers + d + o) % 3];
          return { cell, directions, layers, dense, decoder, clip };
        }),
      ),
    ),
  ),
);

test('every value of each choice meets every value of every other', () => {
  const keys = ['cell', 'directions', 'layers', 'dense', 'decoder', 'clip'] as const;
  for (const [n, first] of keys.entries()) {
    for (const second of keys.slice(n + 1)) {
      const valuesOf = (key: typeof first) => new Set(members.map((member) => `${member[key]}`));
      const pairs = new Set(members.map((member) => `${member[first]} ${member[second]}`));
      expect({ first, second, pairs: pairs.size }).toEqual({
        ...{ first, second },
        pairs: valuesOf(first).size * valuesOf(second).size,
      });
    }
  }
  expect(new Set(members.map((member) => JSON.stringify(member))).size).toBe(36 * cellNames.length);
});

const NEAR_ZERO = 0.05;

/** Trains until the mean loss of a sentence is near zero and all is found; returns the last loss. */
function learnByHeart(config: NetworkConfig, clip: keyof typeof clips) {
  const random = createRandom(1);
  const start = { arithmetic: 'exact', random, gateBias: 0 } as const;
  const { tagger, coverage } = prepareTagger(config, vocabulary, undefined, start);
  const options = { ...plainOptions, ...clips[clip] };
  const input = {
    ...{ sentences, dev: sentences, scheme, random },
    rowsWithVector: coverage.vectorRows,
    isInterrupted: () => false,
  };
  let loss = Number.POSITIVE_INFINITY;
  for (const event of train(tagger, input, options)) {
    if (event.kind !== 'epoch') continue;
    loss = event.loss;
    const { gold, predicted, correct } = event.dev.overall;
    if (loss < NEAR_ZERO && correct === gold && correct === predicted) break;
  }
  return { tagger, loss };
}

const plainOptions = {
  epochs: 300,
  batchSize: 5,
  optimizer: 'adam',
  learningRate: 0.02,
  schedule: 'inverse-time',
  learningRateDecay: 0,
  plateauPatience: 1,
  warmUp: 0,
  momentum: 0.9,
  dropout: evenDropout(0),
  classWeights: 'none',
  weightDecay: 0,
  averaging: 'none',
  averagingDecay: 0.9,
  wordDropout: 0,
  gateBias: 0,
  onExplosion: 'stop',
  patience: 300,
  freezeVectors: false,
  seed: 1,
} as const;

/** Also that its file tags the same. */
async function expectLearnedByHeart(config: NetworkConfig, clip: keyof typeof clips) {
  const { tagger, loss } = learnByHeart(config, clip);
  expect(loss).toBeLessThan(NEAR_ZERO);
  expect(tagger.tagSentences(allTokens)).toEqual(allSpans);

  const path = join(folder, 'model.safetensors');
  await writeModel(path, tagger, {});
  const { tagger: loaded } = await readModel(path, 'exact');
  expect(loaded.content.config).toEqual(config);
  expect(loaded.tagSentences(allTokens)).toEqual(allSpans);
}

test.each(members)(
  '$cell, $directions directions, $layers deep, dense $dense, $decoder, clip $clip: learned by heart, and tags the same from its file',
  async ({ clip, ...shape }) => {
    await expectLearnedByHeart(
      { ...shape, wordDimension: 16, foldsWords: false, characters: null, shape: null, hidden: 24 },
      clip,
    );
  },
);

const cnn = { encoder: 'cnn', dimension: 6, filters: 8, widths: [3] } as const;
const wide = { ...cnn, filters: 4, widths: [2, 3] } as const;
const rnn = { encoder: 'rnn', dimension: 6, cell: 'gru', hidden: 4 } as const;
const readers = [
  { cell: 'lstm', directions: 1, characters: cnn, shape: null },
  { cell: 'gru', directions: 2, characters: cnn, shape: null },
  { cell: 'lstm', directions: 2, characters: wide, shape: { dimension: 3 } },
  { cell: 'gru', directions: 1, characters: rnn, shape: null },
  { cell: 'lstm', directions: 2, characters: null, shape: { dimension: 3 } },
] as const;

test.each(readers)(
  '$cell, $directions directions, reading $characters, seeing $shape: learned by heart, and tags the same from its file',
  async (reader) => {
    const sizes = { layers: 1, wordDimension: 16, foldsWords: false, hidden: 24, dense: [] };
    await expectLearnedByHeart({ ...reader, ...sizes, decoder: 'crf' }, 'norm');
  },
);
