// One epoch of mini-batches: forward, backward, clip, step.

import type { LabeledSentence } from '../corpora/conll.js';
import type { Tagger } from '../model/tagger.js';
import { encodeBatch, rowsOf, storeRows } from '../model/vocabulary/encode-batch.js';
import { createWordEncoder, type EncodedWords } from '../model/vocabulary/encode-words.js';
import { unknownWord } from '../model/vocabulary/lexicon.js';
import type { Random } from '../tensors/random.js';
import {
  createExplosionWatch,
  type Explosion,
  renderWarning,
  type Sighting,
} from './divergence.js';
import { type Averaging, createAveraging } from './optimization/averaging.js';
import { clampGradient, clipFactor, gradientNorm, median } from './optimization/gradients.js';
import { type ClassWeighting, labelWeights } from './optimization/label-weights.js';
import { createOptimizer } from './optimization/optimizer.js';
import type { TrainingOptions } from './optimization/options.js';
import { type BatchLimit, sampleBatches } from './sampler.js';

export interface BatchEvent {
  readonly kind: 'batch';
  readonly epoch: number;
  /** Tokens of this epoch so far. */
  readonly tokenCount: number;
  /** Mean over the sentences of this epoch so far, in nats. */
  readonly loss: number;
}

/** A gradient that is huge, though learning goes on; at most one an epoch. */
export interface ExplosionEvent {
  readonly kind: 'explosion';
  readonly explosion: Explosion;
  /** What happened, and what to do. */
  readonly warning: string;
}

export type LearnerEvent = BatchEvent | ExplosionEvent;

export interface EpochSummary {
  /** Mean over the sentences, in nats. */
  readonly loss: number;
  /** Over the steps, before clipping. */
  readonly medianGradientNorm: number;
  readonly largestGradientNorm: number;
  readonly stepCount: number;
  readonly clippedCount: number;
}

/** The learning rate is that of the last step. */
export type EpochResult =
  | { readonly kind: 'done'; readonly summary: EpochSummary; readonly learningRate: number }
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'exploded'; readonly explosion: Explosion; readonly learningRate: number };

export interface EpochInput {
  readonly epoch: number;
  /** The rate of a step, counted from 0, of so many. */
  learningRateAt(step: number, stepsPerEpoch: number): number;
  /** Asked between two batches. */
  isInterrupted(): boolean;
}

export interface Learner {
  runEpoch(input: EpochInput): Generator<LearnerEvent, EpochResult>;
  /** The mean of the weights so far. */
  readonly averaging: Averaging;
  /** Forgets what belongs to weights that have been put back: moments, means, and the norms a huge one is told by. */
  reset(): void;
}

interface EncodedSentence {
  readonly words: EncodedWords;
  readonly labelIds: readonly number[];
}

interface StepResult {
  readonly loss: number;
  readonly norm: number;
  readonly sighting?: Sighting;
}

/** @param rowsWithVector rows of the embedding table that began as vectors from a file */
export function createLearner(
  tagger: Tagger,
  sentences: readonly LabeledSentence[],
  rowsWithVector: ReadonlySet<number>,
  options: TrainingOptions,
  random: Random,
): Learner {
  const { engine, network } = tagger;
  const encodeWords = createWordEncoder(tagger);
  const encoded = sentences.map(({ tokens, spans }) => ({
    words: encodeWords(tokens),
    labelIds: tagger.labels.encode(spans, tokens.length),
  }));
  const lengths = sentences.map(({ tokens }) => tokens.length);
  const limit = limitOf(options);
  const isFrozen = (row: number) => options.freezeVectors && rowsWithVector.has(row);
  const weights = storeLabelWeights(tagger, encoded, options.classWeights);
  const optimizer = createOptimizer(engine, network, options, isFrozen);
  const averaging = createAveraging(engine, network, options);
  const watch = createExplosionWatch(engine, network, options);
  const drop = createWordDropout(encoded, options.wordDropout, random);

  function step(batchSentences: readonly EncodedSentence[], learningRate: number): StepResult {
    const mark = engine.memory.mark();
    const batch = encodeBatch(
      engine,
      batchSentences.map(({ words }) => drop(words)),
      (id) => !isFrozen(id),
    );
    const gold = rowsOf(
      batch.steps,
      batch.order,
      batchSentences.map(({ labelIds }) => labelIds),
    );
    const { parameters } = network;
    engine.kernels.fill(parameters.count, 0, parameters.gradients);
    const { dropout } = options;
    const passOptions = { dropout, random, labelWeights: weights };
    const goldRows = storeRows(engine, gold);
    const { pass, rows } = tagger.threads.trainStep(batch.steps.R, (startReverse) => {
      const pass = network.train(batch, goldRows, { ...passOptions, startReverse });
      return { pass, rows: pass.backward() };
    });
    if (options.clipValue > 0) clampGradient(engine, network, rows, options.clipValue);
    const norm = gradientNorm(engine, network, rows, isFrozen);
    const sighting = watch.lookAtStep(pass.loss, norm, rows);
    if (!sighting || sighting.isHarmless) {
      averaging.beforeStep(rows.ids);
      optimizer.step(rows, clipFactor(norm, options.clipNorm), learningRate);
      averaging.afterStep();
    }
    engine.memory.release(mark);
    return { loss: pass.loss, norm, sighting };
  }

  function* runEpoch(input: EpochInput): Generator<LearnerEvent, EpochResult> {
    const { epoch } = input;
    const norms: number[] = [];
    let loss = 0;
    let sentenceCount = 0;
    let tokenCount = 0;
    let isReported = false;
    let learningRate = 0;
    const batches = sampleBatches(lengths, limit, random);
    for (const indices of batches) {
      if (input.isInterrupted()) return { kind: 'interrupted' };
      learningRate = input.learningRateAt(norms.length, batches.length);
      const result = step(
        indices.map((index) => encoded[index]),
        learningRate,
      );
      if (result.sighting) {
        const explosion = { ...result.sighting, epoch, step: norms.length + 1 };
        if (!explosion.isHarmless) return { kind: 'exploded', explosion, learningRate };
        if (!isReported) {
          const warning = renderWarning(explosion, learningRate, options);
          yield { kind: 'explosion', explosion, warning };
        }
        isReported = true;
      }
      norms.push(result.norm);
      loss += result.loss;
      sentenceCount += indices.length;
      for (const index of indices) tokenCount += lengths[index];
      yield { kind: 'batch', epoch, tokenCount, loss: loss / sentenceCount };
    }
    const sighting = watch.lookAtWeights();
    if (sighting) {
      const explosion = { ...sighting, epoch, step: norms.length };
      return { kind: 'exploded', explosion, learningRate };
    }
    averaging.endEpoch(epoch);
    const summary = summarize(loss / sentenceCount, norms, options.clipNorm);
    return { kind: 'done', summary, learningRate };
  }

  const reset = () => {
    optimizer.reset();
    averaging.reset();
    watch.reset();
  };
  return { runEpoch, averaging, reset };
}

function limitOf({ batchSize, batchTokens }: TrainingOptions): BatchLimit {
  return batchTokens === undefined
    ? { most: batchSize, unit: 'sentences' }
    : { most: batchTokens, unit: 'tokens' };
}

function summarize(loss: number, norms: readonly number[], clipNorm: number): EpochSummary {
  return {
    loss,
    medianGradientNorm: median(norms),
    largestGradientNorm: norms.reduce((largest, norm) => Math.max(largest, norm)),
    stepCount: norms.length,
    clippedCount: norms.filter((norm) => clipFactor(norm, clipNorm) < 1).length,
  };
}

/** Address of the weights of the labels, if they have any. */
function storeLabelWeights(
  { engine, labels }: Tagger,
  sentences: readonly EncodedSentence[],
  weighting: ClassWeighting,
): number | undefined {
  const labelIds = sentences.flatMap((sentence) => sentence.labelIds);
  const weights = labelWeights(labelIds, labels.tags.length, weighting);
  if (!weights) return undefined;
  const address = engine.memory.allocate(weights.length * 4);
  engine.memory.floats(address, weights.length).set(weights);
  return address;
}

/**
 * Rare words become the unknown word at random, so that its vector is learned, and keep their spelling and shape: with
 * probability z / (z + n) for a word seen n times (Kiperwasser & Goldberg 2016).
 */
function createWordDropout(
  sentences: readonly EncodedSentence[],
  z: number,
  random: Random,
): (words: EncodedWords) => EncodedWords {
  const counts = new Map<number, number>();
  for (const { words } of sentences) {
    for (const id of words.wordIds) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  const drop = (id: number) => {
    const share = z / (z + (counts.get(id) ?? 0));
    return random.uniform() < share ? unknownWord : id;
  };
  return ({ wordIds, ...seen }) => ({ wordIds: wordIds.map(drop), ...seen });
}
