// Pretraining as a sequence of events: batches of a language model, and the end of each epoch.
import type { Tagger } from '../../model/tagger.js';
import { createWordEncoder } from '../../model/vocabulary/encode-words.js';
import type { Random, RandomState } from '../../tensors/random.js';
import { drawBatches } from '../epoch-course.js';
import { weightsAreFinite } from '../optimization/gradients.js';
import { learningRateAt } from '../optimization/schedule.js';
import type { PseudoSentences } from '../pseudo-labels/pseudo-sentences.js';
import { sampleBatches } from '../sampler.js';
import {
  createLanguageModel,
  type LanguageModel,
  type LanguageModelOptions,
  type LanguageModelShape,
  type LanguageModelState,
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

/** A pretraining, and what it needs to go on in another process. */
export interface Pretraining {
  readonly events: Generator<PretrainingEvent, PretrainingEnd>;
  /** What the numbers of its state belong to. */
  readonly shape: LanguageModelShape;
  /** To be called between two events; what is in it is to be used at once. */
  state(): PretrainingState;
  /**
   * Goes on from the state of a pretraining with the same input and options; to be called before the
   * first event.
   */
  setState(state: PretrainingState): void;
}

export interface PretrainingState extends PretrainingCourse {
  readonly random: RandomState;
  readonly model: LanguageModelState;
}

export interface PretrainingCourse {
  readonly finishedEpochs: number;
  /** That of the last event; absent before the first one. */
  readonly loss?: number;
  /** Absent between two epochs. */
  readonly current?: CurrentEpoch;
}

/** An epoch so far. */
export interface CurrentEpoch {
  /** State of the generator from which the batches are drawn. */
  readonly drawnFrom: RandomState;
  readonly stepCount: number;
  readonly tokenCount: number;
  /** Summed over the predictions. */
  readonly lossSum: number;
  readonly predictionCount: number;
}

/** A course that goes on step by step. */
interface RunningCourse {
  finishedEpochs: number;
  loss?: number;
  current?: RunningEpoch;
}

type RunningEpoch = { -readonly [Key in keyof CurrentEpoch]: CurrentEpoch[Key] };

// The share of all steps in which the learning rate rises.
const WARM_UP = 0.02;

export function createPretraining(
  tagger: Tagger,
  input: PretrainingInput,
  options: PretrainingOptions,
): Pretraining {
  const { sentences, random } = input;
  const counts = countRows(tagger, sentences);
  const model = createLanguageModel(tagger, { ...input, counts }, options);
  const course: RunningCourse = { finishedEpochs: 0 };
  return {
    events: runEpochs(tagger, { ...input, model, course }, options),
    shape: model.shape,
    state: () => ({ ...course, random: random.state(), model: model.state() }),
    setState: ({ finishedEpochs, loss, current, ...state }) => {
      Object.assign(course, { finishedEpochs, loss, current });
      random.setState(state.random);
      model.setState(state.model);
    },
  };
}

interface RunningInput extends PretrainingInput {
  readonly model: LanguageModel;
  readonly course: RunningCourse;
}

function* runEpochs(
  tagger: Tagger,
  input: RunningInput,
  options: PretrainingOptions,
): Generator<PretrainingEvent, PretrainingEnd> {
  const { sentences, random, course } = input;
  const lengths = Array.from({ length: sentences.count }, (_, place) => sentences.lengthOf(place));
  const limit = { maximum: options.batchTokens, unit: 'tokens' } as const;
  while (course.finishedEpochs < options.epochs) {
    const current = course.current ?? startEpoch(random.state());
    course.current = current;
    const batches = drawBatches(current, random, () => sampleBatches(lengths, limit, random));
    const end = yield* runEpoch(tagger, { ...input, batches, current }, options);
    if (end !== 'finished') return end;
  }
  return weightsAreFinite(tagger.engine, tagger.network) ? 'finished' : 'diverged';
}

const startEpoch = (drawnFrom: RandomState): RunningEpoch => {
  return { drawnFrom, stepCount: 0, tokenCount: 0, lossSum: 0, predictionCount: 0 };
};

interface EpochInput extends RunningInput {
  /** Places of the sentences. */
  readonly batches: readonly (readonly number[])[];
  readonly current: RunningEpoch;
}

function* runEpoch(
  tagger: Tagger,
  { sentences, batches, model, course, current, isInterrupted }: EpochInput,
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
  const epoch = course.finishedEpochs + 1;
  const event = (kind: PretrainingEvent['kind']): PretrainingEvent => {
    const { tokenCount, lossSum, predictionCount } = current;
    course.loss = lossSum / Math.max(1, predictionCount);
    return { kind, epoch, tokenCount, loss: course.loss };
  };
  for (const batch of batches.slice(current.stepCount)) {
    if (isInterrupted()) return 'interrupted';
    const step = current.stepCount;
    const position = { epoch, step, stepsPerEpoch: batches.length, history: [] };
    const words = batch.map((place) => encode(sentences.get(place).tokens));
    const result = model.step(words, learningRateAt(schedule, position));
    if (!Number.isFinite(result.loss) || !Number.isFinite(result.norm)) return 'diverged';
    current.stepCount++;
    current.lossSum += result.loss;
    current.predictionCount += result.predictionCount;
    current.tokenCount += words.reduce((sum, { wordIds }) => sum + wordIds.length, 0);
    yield event('batch');
  }
  course.finishedEpochs = epoch;
  course.current = undefined;
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
