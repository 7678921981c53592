// One step: a forward pass, a backward pass and an update of the weights.
import type { LabeledSentence } from '../corpora/conll.js';
import { documentTokens } from '../corpora/documents.js';
import type { Tagger } from '../model/tagger.js';
import type { SharedStep } from '../model/tagging/threads.js';
import { readDocuments } from '../model/vocabulary/document-words.js';
import { type Batch, encodeBatch, rowsOf, storeRows } from '../model/vocabulary/encode-batch.js';
import { createWordEncoder, type EncodedWords } from '../model/vocabulary/encode-words.js';
import type { Engine } from '../tensors/matrix.js';
import type { Random } from '../tensors/random.js';
import { startAside } from '../tensors/sharing.js';
import type { Anomaly, AnomalyDetector } from './divergence.js';
import type { Averaging } from './optimization/averaging.js';
import { clampGradient, clipFactor, gradientNorm } from './optimization/gradients.js';
import { type ClassWeighting, labelWeights } from './optimization/label-weights.js';
import type { Optimizer } from './optimization/optimizer.js';
import type { TrainingOptions } from './optimization/options.js';
import { createContextDropout } from './regularization/context-dropout.js';
import { createWordDropout, type WordCounts } from './regularization/word-dropout.js';

export interface EncodedSentence {
  readonly words: EncodedWords;
  readonly labelIds: readonly number[];
}

export function encodeSentences(
  tagger: Tagger,
  sentences: readonly LabeledSentence[],
): EncodedSentence[] {
  const encodeWords = createWordEncoder(tagger);
  const read = readDocuments(tagger, documentTokens(sentences));
  return sentences.map(({ tokens, spans }, index) => ({
    words: encodeWords(read[index]),
    labelIds: tagger.labels.encode(spans, tokens.length),
  }));
}

export interface StepParts {
  readonly optimizer: Optimizer;
  readonly averaging: Averaging;
  readonly detector: AnomalyDetector;
  readonly random: Random;
  isFrozen(row: number): boolean;
}

export interface StepResult {
  /** Sum over the sentences of the batch. */
  readonly loss: number;
  /** Norm of the gradient before clipping. */
  readonly norm: number;
  readonly anomaly?: Anomaly;
}

export type Step = (batch: readonly EncodedSentence[], learningRate: number) => StepResult;

/** What is counted before training: words and labels of the labeled sentences, and other words. */
export interface CountedSentences {
  readonly labeled: readonly EncodedSentence[];
  readonly pseudoCounts: WordCounts;
}

export function createStep(
  tagger: Tagger,
  { labeled, pseudoCounts }: CountedSentences,
  { optimizer, averaging, detector, random, isFrozen }: StepParts,
  options: TrainingOptions,
): Step {
  const { engine, network, threads } = tagger;
  const { dropout, clipNorm, clipValue } = options;
  const dropWords = createWordDropout(labeled, options, random, pseudoCounts);
  const dropContexts = createContextDropout(tagger, random);
  const labelWeights = storeLabelWeights(tagger, labeled, options.classWeights);

  /** Loss of a batch, and its gradients; what it allocates is the caller's to release. */
  function computeGradients(batchSentences: readonly EncodedSentence[], shared?: SharedStep) {
    const { count, gradients } = network.parameters;
    const { worker } = { ...shared };
    const clearing = startAside({ ...engine, worker }, ({ kernels }) =>
      kernels.fill(count, 0, gradients),
    );
    const words = batchSentences.map(({ words }) => dropWords(dropContexts(words)));
    const batch = encodeBatch(engine, words, (row) => !isFrozen(row));
    const gold = storeGold(engine, batch, batchSentences);
    clearing.wait();
    const pass = network.train(batch, gold, { dropout, random, labelWeights, ...shared });
    return { loss: pass.loss, rows: pass.backward() };
  }

  function run(
    batch: readonly EncodedSentence[],
    learningRate: number,
    shared?: SharedStep,
  ): StepResult {
    const { worker } = { ...shared };
    const { loss, rows } = computeGradients(batch, shared);
    if (clipValue > 0) clampGradient(engine, network, rows, clipValue);
    // If there is no step after all, training does not go on with these averages.
    const averaged = startAside({ ...engine, worker }, (engine) =>
      averaging.beforeStep(engine, rows.ids),
    );
    const norm = gradientNorm(engine, network, rows, isFrozen);
    const anomaly = detector.checkStep(loss, norm, rows);
    averaged.wait();
    if (!anomaly || anomaly.isRecoverable) {
      optimizer.step(rows, { factor: clipFactor(norm, clipNorm), learningRate, worker });
      averaging.afterStep(worker);
    }
    return { loss, norm, anomaly };
  }

  return (batch, learningRate) => {
    const mark = engine.memory.mark();
    const tokenCount = batch.reduce((sum, { labelIds }) => sum + labelIds.length, 0);
    // Another thread may take a part, with the same result.
    const result = threads.trainStep(tokenCount, (shared) => run(batch, learningRate, shared));
    engine.memory.release(mark);
    return result;
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
