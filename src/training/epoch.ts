// One epoch: the sentences in batches, and for each batch a forward pass, a backward pass and an
// update of the weights.
import type { LabeledSentence } from '../corpora/conll.js';
import type { Tagger } from '../model/tagger.js';
import { type Batch, encodeBatch, rowsOf, storeRows } from '../model/vocabulary/encode-batch.js';
import { createWordEncoder, type EncodedWords } from '../model/vocabulary/encode-words.js';
import type { Engine } from '../tensors/matrix.js';
import type { Random } from '../tensors/random.js';
import {
  type Anomaly,
  type AnomalyDetector,
  createAnomalyDetector,
  type LocatedAnomaly,
} from './divergence.js';
import { type Averaging, createAveraging } from './optimization/averaging.js';
import { clampGradient, clipFactor, gradientNorm, median } from './optimization/gradients.js';
import { type ClassWeighting, labelWeights } from './optimization/label-weights.js';
import { createOptimizer, type Optimizer } from './optimization/optimizer.js';
import type { TrainingOptions } from './optimization/options.js';
import { batchLimit, sampleBatches } from './sampler.js';
import { createWordDropout } from './word-dropout.js';

export interface BatchEvent {
  readonly kind: 'batch';
  readonly epoch: number;
  /** Tokens of this epoch so far. */
  readonly tokenCount: number;
  /** Mean loss of this epoch's sentences so far, in nats. */
  readonly loss: number;
}

/** A huge gradient that training goes on from; reported once an epoch. */
export interface AnomalyEvent {
  readonly kind: 'anomaly';
  readonly anomaly: LocatedAnomaly;
  readonly learningRate: number;
}

export interface EpochSummary {
  /** Mean loss of the sentences, in nats. */
  readonly loss: number;
  /** Gradient norms are those before clipping. */
  readonly medianGradientNorm: number;
  readonly largestGradientNorm: number;
  readonly stepCount: number;
  readonly clippedCount: number;
}

/** How an epoch ended; the learning rate is that of its last step. */
export type EpochEnd =
  | { readonly kind: 'finished'; readonly summary: EpochSummary; readonly learningRate: number }
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'diverged'; readonly anomaly: LocatedAnomaly; readonly learningRate: number };

export interface TrainingSentences {
  readonly sentences: readonly LabeledSentence[];
  /** Rows of the embedding table that start as vectors of the vector file. */
  readonly rowsWithVector: Pick<ReadonlySet<number>, 'has'>;
  readonly random: Random;
}

export interface EpochInput {
  readonly epoch: number;
  /** Learning rate of a step of the epoch, counted from 0. */
  learningRateAt(step: number, stepsPerEpoch: number): number;
  /** Asked before each batch. */
  isInterrupted(): boolean;
}

export interface EpochRunner {
  run(input: EpochInput): Generator<BatchEvent | AnomalyEvent, EpochEnd>;
  readonly averaging: Averaging;
  /** Forgets what belongs to earlier weights: moments, averages and gradient norms. */
  reset(): void;
}

export function createEpochRunner(
  tagger: Tagger,
  { sentences, rowsWithVector, random }: TrainingSentences,
  options: TrainingOptions,
): EpochRunner {
  const { engine, network } = tagger;
  const encoded = encodeSentences(tagger, sentences);
  const isFrozen = (row: number) => options.freezeVectors && rowsWithVector.has(row);
  const optimizer = createOptimizer(engine, network, options, isFrozen);
  const averaging = createAveraging(engine, network, options);
  const detector = createAnomalyDetector(engine, network, options);
  const parts = { isFrozen, optimizer, averaging, detector, random };
  const step = createStep(tagger, encoded, parts, options);
  return {
    run: (input) => runEpoch(input, encoded, { ...parts, step }, options),
    averaging,
    reset: () => {
      optimizer.reset();
      averaging.reset();
      detector.reset();
    },
  };
}

function* runEpoch(
  { epoch, learningRateAt, isInterrupted }: EpochInput,
  sentences: readonly EncodedSentence[],
  { step, averaging, detector, random }: StepParts & { readonly step: Step },
  options: TrainingOptions,
): Generator<BatchEvent | AnomalyEvent, EpochEnd> {
  const lengths = sentences.map(({ labelIds }) => labelIds.length);
  const batches = sampleBatches(lengths, batchLimit(options), random);
  const norms: number[] = [];
  const sum = { loss: 0, sentences: 0, tokens: 0 };
  let learningRate = 0;
  let hasWarned = false;
  for (const indices of batches) {
    if (isInterrupted()) return { kind: 'interrupted' };
    learningRate = learningRateAt(norms.length, batches.length);
    const batch = indices.map((index) => sentences[index]);
    const { loss, norm, anomaly } = step(batch, learningRate);
    if (anomaly) {
      const located = { ...anomaly, epoch, step: norms.length + 1 };
      if (!anomaly.isRecoverable) return { kind: 'diverged', anomaly: located, learningRate };
      if (!hasWarned) yield { kind: 'anomaly', anomaly: located, learningRate };
      hasWarned = true;
    }
    norms.push(norm);
    sum.loss += loss;
    sum.sentences += batch.length;
    for (const index of indices) sum.tokens += lengths[index];
    yield { kind: 'batch', epoch, tokenCount: sum.tokens, loss: sum.loss / sum.sentences };
  }
  const anomaly = detector.checkWeights();
  if (anomaly) {
    const located = { ...anomaly, epoch, step: norms.length };
    return { kind: 'diverged', anomaly: located, learningRate };
  }
  averaging.endEpoch(epoch);
  const summary = summarize(sum.loss / sum.sentences, norms, options.clipNorm);
  return { kind: 'finished', summary, learningRate };
}

interface EncodedSentence {
  readonly words: EncodedWords;
  readonly labelIds: readonly number[];
}

function encodeSentences(tagger: Tagger, sentences: readonly LabeledSentence[]): EncodedSentence[] {
  const encodeWords = createWordEncoder(tagger);
  return sentences.map(({ tokens, spans }) => ({
    words: encodeWords(tokens),
    labelIds: tagger.labels.encode(spans, tokens.length),
  }));
}

interface StepParts {
  readonly optimizer: Optimizer;
  readonly averaging: Averaging;
  readonly detector: AnomalyDetector;
  readonly random: Random;
  isFrozen(row: number): boolean;
}

interface StepResult {
  /** Sum over the sentences of the batch. */
  readonly loss: number;
  /** Norm of the gradient before clipping. */
  readonly norm: number;
  readonly anomaly?: Anomaly;
}

type Step = (batch: readonly EncodedSentence[], learningRate: number) => StepResult;

/** @param sentences all training sentences, in which words and labels are counted */
function createStep(
  tagger: Tagger,
  sentences: readonly EncodedSentence[],
  { optimizer, averaging, detector, random, isFrozen }: StepParts,
  options: TrainingOptions,
): Step {
  const { engine, network, threads } = tagger;
  const { dropout, clipNorm, clipValue } = options;
  const dropWords = createWordDropout(sentences, options.wordDropout, random);
  const labelWeights = storeLabelWeights(tagger, sentences, options.classWeights);

  /** Loss of a batch, and its gradients; what it allocates is the caller's to release. */
  function computeGradients(batchSentences: readonly EncodedSentence[]) {
    const words = batchSentences.map(({ words }) => dropWords(words));
    const batch = encodeBatch(engine, words, (row) => !isFrozen(row));
    const gold = storeGold(engine, batch, batchSentences);
    const { count, gradients } = network.parameters;
    engine.kernels.fill(count, 0, gradients);
    // Another thread may compute the reverse direction of each layer, with the same result.
    return threads.trainStep(batch.steps.R, (startReverse) => {
      const pass = network.train(batch, gold, { dropout, random, labelWeights, startReverse });
      return { loss: pass.loss, rows: pass.backward() };
    });
  }

  return (batch, learningRate) => {
    const mark = engine.memory.mark();
    const { loss, rows } = computeGradients(batch);
    if (clipValue > 0) clampGradient(engine, network, rows, clipValue);
    const norm = gradientNorm(engine, network, rows, isFrozen);
    const anomaly = detector.checkStep(loss, norm, rows);
    if (!anomaly || anomaly.isRecoverable) {
      averaging.beforeStep(rows.ids);
      optimizer.step(rows, clipFactor(norm, clipNorm), learningRate);
      averaging.afterStep();
    }
    engine.memory.release(mark);
    return { loss, norm, anomaly };
  };
}

/** Address of the gold labels, in the order of the rows of the batch. */
function storeGold(
  engine: Engine,
  { steps, order }: Batch,
  sentences: readonly EncodedSentence[],
): number {
  const labelIds = sentences.map(({ labelIds }) => labelIds);
  return storeRows(engine, rowsOf(steps, order, labelIds));
}

/** Address of the weights of the labels; undefined if all weigh the same. */
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

function summarize(loss: number, norms: readonly number[], clipNorm: number): EpochSummary {
  return {
    loss,
    medianGradientNorm: median(norms),
    largestGradientNorm: norms.reduce((largest, norm) => Math.max(largest, norm)),
    stepCount: norms.length,
    clippedCount: norms.filter((norm) => clipFactor(norm, clipNorm) < 1).length,
  };
}
