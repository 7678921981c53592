// Pretraining as a sequence of events: batches of a language model, and the end of each epoch.
import type { Tagger } from '../../model/tagger.js';
import { createWordEncoder } from '../../model/vocabulary/encode-words.js';
import type { Random } from '../../tensors/random.js';
import { weightsAreFinite } from '../optimization/gradients.js';
import { learningRateAt } from '../optimization/schedule.js';
import type { PseudoSentences } from '../pseudo-labels/pseudo-sentences.js';
import { sampleBatches } from '../sampler.js';
import {
  createLanguageModel,
  type LanguageModelOptions,
  type LanguageModelStep,
} from './language-model.js';

export interface PretrainingOptions extends LanguageModelOptions {
  readonly epochs: number;
  /** Tokens per step; a longer sentence is a batch of its own. */
  readonly batchTokens: number;
  /** Rises at first, and falls to zero along half a cosine. */
  readonly learningRate: number;
}

export interface PretrainingInput {
  /** At least one, each of two tokens or more. Their labels are not read. */
  readonly sentences: PseudoSentences;
  readonly random: Random;
  /** Whether a row keeps its vector. */
  isFrozen(row: number): boolean;
  /** Asked before each batch. */
  isInterrupted(): boolean;
}

/** After a batch, or at the end of an epoch. */
export interface PretrainingEvent {
  readonly kind: 'batch' | 'epoch';
  /** Counted from 1. */
  readonly epoch: number;
  /** Tokens of the epoch so far. */
  readonly tokenCount: number;
  /** Mean loss of the predictions of the epoch so far, in nats. */
  readonly loss: number;
}

export type PretrainingEnd = 'finished' | 'interrupted' | 'diverged';

// The share of all steps in which the learning rate rises.
const WARM_UP = 0.02;

export function* pretrain(
  tagger: Tagger,
  input: PretrainingInput,
  options: PretrainingOptions,
): Generator<PretrainingEvent, PretrainingEnd> {
  const { sentences, random } = input;
  const lengths = Array.from({ length: sentences.count }, (_, place) => sentences.lengthOf(place));
  const step = createLanguageModel(
    tagger,
    { ...input, counts: countRows(tagger, sentences) },
    options,
  );
  for (let epoch = 1; epoch <= options.epochs; epoch++) {
    const limit = { maximum: options.batchTokens, unit: 'tokens' } as const;
    const batches = sampleBatches(lengths, limit, random);
    const end = yield* runEpoch(tagger, { ...input, batches, epoch, step }, options);
    if (end !== 'finished') return end;
  }
  return weightsAreFinite(tagger.engine, tagger.network) ? 'finished' : 'diverged';
}

interface EpochInput extends PretrainingInput {
  /** Places of the sentences. */
  readonly batches: readonly (readonly number[])[];
  readonly epoch: number;
  readonly step: LanguageModelStep;
}

function* runEpoch(
  tagger: Tagger,
  { sentences, batches, epoch, step, isInterrupted }: EpochInput,
  { epochs, learningRate }: PretrainingOptions,
): Generator<PretrainingEvent, PretrainingEnd> {
  const encode = createWordEncoder(tagger);
  const schedule = {
    epochs,
    schedule: 'cosine',
    learningRate,
    learningRateDecay: 0,
    plateauPatience: 1,
    warmUp: WARM_UP * epochs,
  } as const;
  let tokenCount = 0;
  let loss = 0;
  let predictionCount = 0;
  const event = (kind: PretrainingEvent['kind']): PretrainingEvent => {
    return { kind, epoch, tokenCount, loss: loss / Math.max(1, predictionCount) };
  };
  for (const [index, batch] of batches.entries()) {
    if (isInterrupted()) return 'interrupted';
    const position = { epoch, step: index, stepsPerEpoch: batches.length, history: [] };
    const words = batch.map((place) => encode(sentences.get(place).tokens));
    const result = step(words, learningRateAt(schedule, position));
    if (!Number.isFinite(result.loss) || !Number.isFinite(result.norm)) return 'diverged';
    loss += result.loss;
    predictionCount += result.predictionCount;
    tokenCount += words.reduce((sum, { wordIds }) => sum + wordIds.length, 0);
    yield event('batch');
  }
  yield event('epoch');
  return 'finished';
}

/** By row of the table, how often the sentences have its word. */
function countRows(
  tagger: Tagger,
  sentences: Pick<PseudoSentences, 'wordCounts'>,
): readonly number[] {
  const encode = createWordEncoder(tagger);
  const counts = new Array<number>(tagger.network.table.rows).fill(0);
  for (const [word, count] of sentences.wordCounts()) {
    const [id] = encode([word]).wordIds;
    if (id < counts.length) counts[id] += count;
  }
  return counts;
}
