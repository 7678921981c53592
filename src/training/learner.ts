// One epoch of mini-batches: forward, backward, clip, step.
import { encodeBatch, rowsOf, storeRows } from '../model/encode-batch.js';
import { unknownWord } from '../model/lexicon.js';
import type { Tagger } from '../model/tagger.js';
import type { Random } from '../tensors/random.js';
import type { LabelledSentence } from '../text/conll.js';
import { clampGradient, clipFactor, gradientNorm, median, weightsAreFinite } from './gradients.js';
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

export interface EpochSummary {
  /** Mean over the sentences, in nats. */
  readonly loss: number;
  /** Median over the steps, before clipping. */
  readonly gradientNorm: number;
  readonly stepCount: number;
  readonly clippedCount: number;
}

export type EpochResult =
  | { readonly kind: 'done'; readonly summary: EpochSummary }
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'diverged'; readonly detail: string };

export interface EpochInput {
  readonly epoch: number;
  readonly learningRate: number;
  /** Asked between two batches. */
  isInterrupted(): boolean;
}

export interface Learner {
  runEpoch(input: EpochInput): Generator<BatchEvent, EpochResult>;
}

interface EncodedSentence {
  readonly wordIds: readonly number[];
  readonly labelIds: readonly number[];
}

interface StepResult {
  readonly loss: number;
  readonly norm: number;
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
  const encoded = sentences.map(({ tokens, spans }) => ({
    wordIds: tokens.map((token) => tagger.lexicon.idOf(token)),
    labelIds: tagger.labels.encode(spans, tokens.length),
  }));
  const isFrozen = (row: number) => options.freezeVectors && rowsWithVector.has(row);
  const optimizer = createOptimizer(engine, network, options, isFrozen);
  const drop = createWordDropout(encoded, options.wordDropout, random);

  function step(batchSentences: readonly EncodedSentence[], learningRate: number): StepResult {
    const mark = engine.memory.mark();
    const batch = encodeBatch(
      engine,
      batchSentences.map(({ wordIds }) => drop(wordIds)),
    );
    const gold = rowsOf(
      batch.steps,
      batch.order,
      batchSentences.map(({ labelIds }) => labelIds),
    );
    const { parameters } = network;
    engine.kernels.fill(parameters.count, 0, parameters.gradients);
    const pass = network.train(batch, storeRows(engine, gold), options.dropout, random);
    const rows = pass.backward();
    if (options.clipValue > 0) clampGradient(engine, network, rows, options.clipValue);
    const norm = gradientNorm(engine, network, rows, isFrozen);
    if (Number.isFinite(pass.loss) && Number.isFinite(norm)) {
      optimizer.step(rows, clipFactor(norm, options.clipNorm), learningRate);
    }
    engine.memory.release(mark);
    return { loss: pass.loss, norm };
  }

  function* runEpoch(input: EpochInput): Generator<BatchEvent, EpochResult> {
    const lengths = sentences.map(({ tokens }) => tokens.length);
    const norms: number[] = [];
    let loss = 0;
    let sentenceCount = 0;
    let tokenCount = 0;
    for (const indices of sampleBatches(lengths, options.batchSize, random)) {
      if (input.isInterrupted()) return { kind: 'interrupted' };
      const result = step(
        indices.map((index) => encoded[index]),
        input.learningRate,
      );
      if (!Number.isFinite(result.loss + result.norm)) {
        const what = Number.isFinite(result.loss) ? 'gradient' : 'loss';
        return { kind: 'diverged', detail: divergence(what, input, norms.length + 1) };
      }
      norms.push(result.norm);
      loss += result.loss;
      sentenceCount += indices.length;
      for (const index of indices) tokenCount += lengths[index];
      yield { kind: 'batch', epoch: input.epoch, tokenCount, loss: loss / sentenceCount };
    }
    if (!weightsAreFinite(engine, network)) {
      return { kind: 'diverged', detail: divergence('weights', input, norms.length) };
    }
    const clippedCount = norms.filter((norm) => clipFactor(norm, options.clipNorm) < 1).length;
    const summary = {
      loss: loss / sentenceCount,
      gradientNorm: median(norms),
      stepCount: norms.length,
      clippedCount,
    };
    return { kind: 'done', summary };
  }
  return { runEpoch };
}

function divergence(what: string, { epoch, learningRate }: EpochInput, step: number): string {
  return (
    `the ${what} is no finite number at step ${step} of epoch ${epoch}: ` +
    `expected a lower --learning-rate (now ${learningRate}) or a lower --clip-norm`
  );
}

/**
 * Rare words become the unknown word at random, so that its vector is learned: with probability z / (z + n) for a word
 * seen n times (Kiperwasser & Goldberg 2016).
 */
function createWordDropout(
  sentences: readonly EncodedSentence[],
  z: number,
  random: Random,
): (wordIds: readonly number[]) => readonly number[] {
  const counts = new Map<number, number>();
  for (const { wordIds } of sentences) {
    for (const id of wordIds) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return (wordIds) =>
    wordIds.map((id) => {
      const share = z / (z + (counts.get(id) ?? 0));
      return random.uniform() < share ? unknownWord : id;
    });
}
