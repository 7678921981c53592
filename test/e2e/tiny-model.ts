// A model small enough to be trained by a test: it knows its few sentences by heart.

import { initializeWords } from '../../src/model/initialize-network.js';
import { writeModel } from '../../src/model/model-file.js';
import { createTagger } from '../../src/model/tagger.js';
import { createRandom } from '../../src/tensors/random.js';
import { parseConll } from '../../src/text/conll.js';
import { train } from '../../src/training/train.js';
import { plainLstm } from '../model/plain-lstm.js';

// A letter before the slash is a token's tag: P, L, O for the first token of a name, + for another of it.
const sentences = [
  'P/Teddy +/Roosevelt was a great president .',
  'P/Anna +/Berg met P/Teddy +/Roosevelt in L/Paris .',
  'In L/New +/York it rained .',
  'O/Acme sold P/Anna a bear .',
  'The bear was on sale .',
  'P/Anna lives in L/New +/York .',
  'Nobody was here .',
  'L/Paris is in the north .',
  'O/Acme is a company .',
  'P/Teddy +/Roosevelt saw L/Paris .',
];

const tagNames: Readonly<Record<string, string>> = { P: 'PER', L: 'LOC', O: 'ORG' };

/** The sentences as a corpus in IOB2. */
export const tinyCorpus = sentences
  .map((sentence) => {
    let label = '';
    const rows = sentence.split(' ').map((word) => {
      const [, letter, token] = /^(?:([PLO+])\/)?(.+)$/.exec(word)!;
      if (letter === undefined) return `${token} O`;
      if (letter !== '+') label = tagNames[letter];
      return `${token} ${letter === '+' ? 'I' : 'B'}-${label}`;
    });
    return `${rows.join('\n')}\n`;
  })
  .join('\n');

/** Trains on the tiny corpus until its entities are found, and writes the model. */
export async function writeTinyModel(path: string): Promise<void> {
  const corpus = parseConll(Buffer.from(tinyCorpus), 'tiny');
  const words = [...new Set(corpus.sentences.flatMap(({ tokens }) => tokens))];
  const types = ['LOC', 'ORG', 'PER'];
  const config = {
    ...plainLstm,
    wordDimension: 8,
    hidden: 8,
    decoder: 'crf' as const,
  };
  const tagger = createTagger(
    { config, types, words: ['', ...words] },
    { arithmetic: 'exact', isTraining: true },
  );
  const random = createRandom(1);
  tagger.network.initialize({ random, gateBias: 0 });
  initializeWords(tagger.engine, tagger.network.table, random);
  const input = {
    sentences: corpus.sentences,
    dev: corpus.sentences,
    scheme: corpus.scheme,
    rowsWithVector: new Set<number>(),
    random,
    isInterrupted: () => false,
  };
  for (const event of train(tagger, input, options)) {
    if (event.kind !== 'end') continue;
    const { correct, gold, found } = event.best!.dev.overall;
    if (correct !== gold || found !== gold) throw new Error('the tiny model has not learned');
  }
  await writeModel(path, tagger, {});
}

const options = {
  epochs: 60,
  batchSize: 2,
  optimizer: 'adam',
  learningRate: 0.02,
  learningRateDecay: 0,
  momentum: 0.9,
  dropout: 0,
  wordDropout: 0,
  clipNorm: 5,
  clipValue: 0,
  onExplosion: 'stop',
  gateBias: 0,
  patience: 20,
  freezeVectors: false,
  seed: 1,
} as const;
