// Tests on the public corpora, which are too large to ship: TEDDY_CORPORA names their folder.
// Run by `npm run test:corpora`.
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { despaced, readSentences, roundTrip } from '../../bench/speed/tokenizer/tokenizer-fit.js';
import { readConll } from '../../src/corpora/conll-file.js';
import { f1 } from '../../src/evaluation/score.js';
import { evenDropout } from '../../src/model/network/dropouts.js';
import { createRandom } from '../../src/tensors/random.js';
import { train } from '../../src/training/train.js';
import { prepareTagger } from '../../src/training/trainable-tagger.js';
import { collectVocabulary } from '../../src/training/vocabulary.js';
import { plainLstm } from '../model/plain-lstm.js';

const folder = process.env.TEDDY_CORPORA;
if (folder === undefined) throw new Error('TEDDY_CORPORA names no folder of corpora');
const pathOf = (name: string) => join(folder, name);

test.each([
  ['conll2003/train.conll', 14041, 203621],
  ['conll2003/dev.conll', 3250, 51362],
  ['wnut17/test.conll', 1287, 23394],
])('%s is read as %i sentences of %i tokens without a warning', async (name, sentences, tokens) => {
  const corpus = await readConll(pathOf(name));
  expect([corpus.sentences.length, corpus.tokenCount]).toEqual([sentences, tokens]);
  expect(corpus.scheme).toBe('IOB2');
  expect(corpus.warnings).toEqual([]);
});

test.each([
  ['conll2003/dev.conll', 0.97],
  ['wnut17/dev.conll', 0.92],
])(
  'of %s, joined by spaces, at least %f of the sentences come back token by token',
  (name, share) => {
    expect(roundTrip(readSentences(pathOf(name))).share).toBeGreaterThanOrEqual(share);
  },
);

test('with the spaces taken out, the boundaries of conll2003 come back with F1 of 98 % or more', () => {
  expect(despaced(readSentences(pathOf('conll2003/dev.conll'))).boundaryF1).toBeGreaterThan(0.98);
});

test('one epoch on conll2003 without vectors learns most names', async () => {
  const corpus = await readConll(pathOf('conll2003/train.conll'));
  const dev = await readConll(pathOf('conll2003/dev.conll'));
  const random = createRandom(1);
  const config = {
    ...plainLstm,
    wordDimension: 100,
    foldsWords: false,
    characters: null,
    shape: null,
    hidden: 100,
    decoder: 'crf' as const,
  };
  const { sentences } = corpus;
  const vocabulary = collectVocabulary(sentences, false);
  const { tagger, coverage } = prepareTagger(config, vocabulary, undefined, {
    arithmetic: 'exact',
    random,
    gateBias: 0,
  });
  const input = {
    sentences,
    dev: dev.sentences,
    scheme: dev.scheme,
    rowsWithVector: coverage.vectorRows,
    random,
    isInterrupted: () => false,
  };
  const options = {
    epochs: 1,
    batchSize: 10,
    optimizer: 'adam',
    learningRate: 0.003,
    schedule: 'inverse-time',
    learningRateDecay: 0,
    plateauPatience: 1,
    warmUp: 0,
    momentum: 0.9,
    dropout: evenDropout(0.5),
    classWeights: 'none',
    weightDecay: 0,
    averaging: 'none',
    averagingDecay: 0.9,
    wordDropout: 0.5,
    clipNorm: 5,
    clipValue: 0,
    onExplosion: 'stop',
    gateBias: 0,
    patience: 1,
    freezeVectors: false,
    seed: 1,
  } as const;
  const end = [...train(tagger, input, options)].at(-1);
  if (end?.kind !== 'end' || !end.best) throw new Error('training did not finish');
  expect(f1(end.best.dev.overall)).toBeGreaterThan(70);
});
