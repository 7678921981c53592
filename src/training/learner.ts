// One epoch of mini-batches: forward, backward, clip, step.
import { encodeBatch, rowsOf, storeRows } from '../model/encode-batch.js';
import { createWordEncoder, type EncodedWords } from '../model/encode-words.js';
import { unknownWord } from '../model/lexicon.js';
import type { Tagger } from '../model/tagger.js';
import type { Random } from '../tensors/random.js';
import type { LabelledSentence } from '../text/conll.js';
import { createExplosionWatch, type Explosion, renderWarning, type Sighting } from './explosion.js';
import { clampGradient, clipFactor, gradientNorm, median } from './gradients.js';
import { createOptimizer } from './optimizer.js';
import type { TrainingOptions } from './options.js';
import { sampleBatches } from './sampler.js';

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

export type EpochResult =
  | { readonly kind: 'done'; readonly summary: EpochSummary }
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'exploded'; readonly explosion: Explosion };

export interface EpochInput {
  readonly epoch: number;
  readonly learningRate: number;
  /** Asked between two batches. */
  isInterrupted(): boolean;
}

export interface Learner {
  runEpoch(input: EpochInput): Generator<LearnerEvent, EpochResult>;
  /** Forgets what belongs to weights that have been put back: moments, and the norms a huge one is told by. */
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
  sentences: readonly LabelledSentence[],
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
  const isFrozen = (row: number) => options.freezeVectors && rowsWithVector.has(row);
  const optimizer = createOptimizer(engine, network, options, isFrozen);
  const watch = createExplosionWatch(engine, network, options);
  const drop = createWordDropout(encoded, options.wordDropout, random);

  function step(batchSentences: readonly EncodedSentence[], learningRate: number): StepResult {
    const mark = engine.memory.mark();
    const batch = encodeBatch(
      engine,
      batchSentences.map(({ words }) => drop(words)),
    );
    const gold = rowsOf(
      batch.steps,
      batch.order,
      batchSentences.map(({ labelIds }) => labelIds),
    );
    const { parameters } = network;
    engine.kernels.fill(parameters.count, 0, parameters.gradients);
    const { dropout } = options;
    const goldRows = storeRows(engine, gold);
    const { pass, rows } = tagger.threads.trainStep(batch.steps.R, (startReverse) => {
      const pass = network.train(batch, goldRows, { dropout, random, startReverse });
      return { pass, rows: pass.backward() };
    });
    if (options.clipValue > 0) clampGradient(engine, network, rows, options.clipValue);
    const norm = gradientNorm(engine, network, rows, isFrozen);
    const sighting = watch.lookAtStep(pass.loss, norm, rows);
    if (!sighting || sighting.isHarmless) {
      optimizer.step(rows, clipFactor(norm, options.clipNorm), learningRate);
    }
    engine.memory.release(mark);
    return { loss: pass.loss, norm, sighting };
  }

  function* runEpoch(input: EpochInput): Generator<LearnerEvent, EpochResult> {
    const { epoch, learningRate } = input;
    const lengths = sentences.map(({ tokens }) => tokens.length);
    const norms: number[] = [];
    let loss = 0;
    let sentenceCount = 0;
    let tokenCount = 0;
    let isReported = false;
    for (const indices of sampleBatches(lengths, options.batchSize, random)) {
      if (input.isInterrupted()) return { kind: 'interrupted' };
      const result = step(
        indices.map((index) => encoded[index]),
        learningRate,
      );
      if (result.sighting) {
        const explosion = { ...result.sighting, epoch, step: norms.length + 1 };
        if (!explosion.isHarmless) return { kind: 'exploded', explosion };
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
      return { kind: 'exploded', explosion: { ...sighting, epoch, step: norms.length } };
    }
    return { kind: 'done', summary: summarize(loss / sentenceCount, norms, options.clipNorm) };
  }

  const reset = () => {
    optimizer.reset();
    watch.reset();
  };
  return { runEpoch, reset };
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
