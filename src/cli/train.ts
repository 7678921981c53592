// tagger train: reads the corpora, learns, shows how it goes, writes the model.
import { basename } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { InputError } from '../errors.js';
import { renderConlleval } from '../evaluation/report/conlleval.js';
import { renderScoreJson } from '../evaluation/report/json.js';
import type { Score } from '../evaluation/score.js';
import { scoreTagger } from '../evaluation/score-tagger.js';
import type { NetworkConfig } from '../model/config.js';
import { type Provenance, writeModel } from '../model/model-file.js';
import { createRandom, type Random } from '../tensors/random.js';
import { type PreparedTagger, prepareTagger } from '../training/prepare.js';
import { type EndEvent, type EpochEvent, train } from '../training/train.js';
import { collectVocabulary, type Vocabulary } from '../training/vocabulary.js';
import { writeGradientReport } from './gradient-report.js';
import { createInterrupt } from './interrupt.js';
import type { TrainFlags } from './options.js';
import { checkOutput, checkWritable, createLog } from './output-files.js';
import { createProgress } from './progress.js';
import type { Streams } from './streams.js';
import { threadOptions } from './thread-options.js';
import {
  readTrainingCorpora,
  readVectors,
  renderCoverage,
  type TrainingCorpora,
} from './training-input.js';
import { renderUsage } from './verbose.js';

const DEFAULT_WORD_DIMENSION = 100;
const DEFAULT_LEARNING_RATES = { adam: 0.003, sgd: 0.02 };
// How long the event loop, and with it Ctrl-C, may wait for the next batch.
const PAUSE_MS = 50;

/** Returns the exit code: 0 when trained, 1 when it diverged, 130 when interrupted. */
export async function runTrain(flags: TrainFlags, { stderr }: Streams): Promise<number> {
  checkOutput(flags.output, flags.force);
  const { gradientReport } = flags;
  if (gradientReport !== undefined) checkWritable(gradientReport, 'the gradient report');
  const say = (line: string) => stderr.write(`${line}\n`);
  const random = createRandom(flags.seed);
  const corpora = await readTrainingCorpora(flags, random, say);
  const vocabulary = collectVocabulary(corpora.sentences);
  if (vocabulary.types.length === 0) {
    throw new InputError(
      `${flags.corpus}: expected at least one entity in the sentences to train on, found only tags O`,
    );
  }
  const { prepared, vectorsSha256 } = await prepare(flags, vocabulary, random, stderr);
  const end = await learn(prepared, corpora, flags, random, stderr);
  if (!end.best) {
    if (end.detail) throw new InputError(`${flags.corpus}: ${end.detail}; no model was written`);
    say('interrupted before the first epoch came to its end: no model was written');
    return 130;
  }
  say(`dev, epoch ${end.best.epoch}:\n${renderConlleval(end.best.dev).trimEnd()}`);
  const { test } = corpora.files;
  const testScore = test && scoreTagger(prepared.tagger, test.sentences, test.scheme);
  if (testScore) say(`test:\n${renderConlleval(testScore).trimEnd()}`);
  const provenance = provenanceOf(flags, corpora, vectorsSha256, end.best, testScore);
  const byteCount = await writeModel(flags.output, prepared.tagger, provenance);
  say(`wrote ${flags.output} (${(byteCount / 1e6).toFixed(1)} MB)`);
  if (gradientReport !== undefined) {
    await writeGradientReport(gradientReport, prepared.tagger, corpora.sentences, say);
  }
  if (end.detail) {
    const kept = `the model written is that of epoch ${end.best.epoch}`;
    throw new InputError(`${flags.corpus}: ${end.detail}; ${kept}`);
  }
  if (flags.verbose) stderr.write(renderUsage(prepared.tagger));
  say(`try: echo "He said Teddy Roosevelt was here." | tagger tag --model ${quote(flags.output)}`);
  return end.reason === 'interrupted' ? 130 : 0;
}

interface Preparation {
  readonly prepared: PreparedTagger;
  /** Of the file of vectors, which itself is let go: its rows would take more room than all the rest. */
  readonly vectorsSha256?: string;
}

async function prepare(
  flags: TrainFlags,
  vocabulary: Vocabulary,
  random: Random,
  stderr: NodeJS.WriteStream,
): Promise<Preparation> {
  const { arithmetic, gateBias } = flags;
  const threads = threadOptions(flags.threads);
  const start = { arithmetic, threads, random, gateBias };
  if (flags.vectors === undefined) {
    const config = configOf(flags, flags.wordDimension ?? DEFAULT_WORD_DIMENSION);
    return { prepared: prepareTagger(config, vocabulary, undefined, start) };
  }
  const vectors = await readVectors(flags.vectors, flags, vocabulary.words, stderr);
  const config = configOf(flags, vectors.dimension);
  const prepared = prepareTagger(config, vocabulary, vectors, start);
  stderr.write(`${renderCoverage(prepared.coverage, vocabulary.words.length - 1)}\n`);
  return { prepared, vectorsSha256: vectors.sha256 };
}

function configOf(flags: TrainFlags, wordDimension: number): NetworkConfig {
  return {
    cell: flags.cell,
    directions: flags.unidirectional ? 1 : 2,
    layers: flags.layers,
    wordDimension,
    characters: charactersOf(flags),
    shape: flags.shape ? { dimension: flags.shapeDimension } : null,
    hidden: flags.hidden,
    dense: flags.dense ?? [],
    decoder: flags.decoder,
  };
}

function charactersOf(flags: TrainFlags): NetworkConfig['characters'] {
  const { characters: encoder, characterDimension: dimension } = flags;
  if (encoder === 'none') return null;
  if (encoder === 'rnn') {
    return { encoder, dimension, cell: flags.characterCell, hidden: flags.characterHidden };
  }
  return { encoder, dimension, filters: flags.characterFilters, widths: flags.characterWidths };
}

async function learn(
  { tagger, coverage }: PreparedTagger,
  { sentences, dev, scheme }: TrainingCorpora,
  flags: TrainFlags,
  random: Random,
  stderr: NodeJS.WriteStream,
): Promise<EndEvent> {
  const tokenCount = sentences.reduce((sum, { tokens }) => sum + tokens.length, 0);
  const progress = createProgress(stderr, { epochs: flags.epochs, tokenCount });
  const log = createLog(flags.log);
  const interrupt = createInterrupt(() => {
    progress.stop();
    stderr.write('stopping with the best weights so far; press Ctrl-C again to abort\n');
  });
  const { isInterrupted } = interrupt;
  const input = { sentences, dev, scheme, rowsWithVector: coverage.rows, random, isInterrupted };
  let pausedAt = performance.now();
  try {
    for (const event of train(tagger, input, trainingOptions(flags))) {
      progress.show(event);
      if (event.kind === 'epoch') log(logEntry(event));
      if (event.kind === 'end') return event;
      if (performance.now() - pausedAt < PAUSE_MS) continue;
      await setImmediate();
      pausedAt = performance.now();
    }
  } finally {
    progress.stop();
    interrupt.release();
  }
  throw new Error('training ended without saying how');
}

function trainingOptions(flags: TrainFlags) {
  const { epochs, batchSize, optimizer, learningRateDecay, momentum, dropout, wordDropout } = flags;
  const { clipNorm, clipValue, onExplosion, gateBias, patience, freezeVectors, seed } = flags;
  return {
    epochs,
    batchSize,
    optimizer,
    learningRate: flags.learningRate ?? DEFAULT_LEARNING_RATES[optimizer],
    learningRateDecay,
    momentum,
    dropout,
    wordDropout,
    clipNorm,
    clipValue,
    onExplosion,
    gateBias,
    patience,
    freezeVectors,
    seed,
  };
}

function logEntry({ kind: _, dev, best, ...rest }: EpochEvent): object {
  return { ...rest, bestEpoch: best.epoch, dev: renderScoreJson(dev) };
}

/** What the model file says of its origin: names and fingerprints of what was read, never a path or a date. */
function provenanceOf(
  flags: TrainFlags,
  { files, sentences, dev }: TrainingCorpora,
  vectorsSha256: string | undefined,
  best: { readonly epoch: number; readonly dev: Score },
  test: Score | undefined,
): Provenance {
  const file = (path: string | undefined, sha256: string | undefined) =>
    path === undefined ? undefined : { name: basename(path), sha256 };
  return {
    arithmetic: flags.arithmetic,
    training: trainingOptions(flags),
    keep_vectors: flags.vectors === undefined ? undefined : flags.keepVectors,
    corpora: {
      train: { ...file(flags.corpus, files.train.sha256), sentences: sentences.length },
      dev: { ...file(flags.dev, files.dev?.sha256), sentences: dev.length },
      test: file(flags.test, files.test?.sha256),
    },
    vectors: file(flags.vectors, vectorsSha256),
    scores: {
      epoch: best.epoch,
      dev: renderScoreJson(best.dev),
      test: test && renderScoreJson(test),
    },
  };
}

/** As a POSIX shell takes it. */
function quote(path: string): string {
  return /^[\w./@%+=:,-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
