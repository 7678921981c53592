// A language model in both directions over the body of a tagger: its words, characters and lowest
// recurrent layer. The forward states predict the next word, the reverse states the word before
// (Peters et al. 2018). Higher layers see the whole sentence, so they could copy what they are to
// predict, and are not trained.
//
// Candidates are scored by their word vectors, so each vector learns both from where its word is
// read and from where it is predicted (Press & Wolf 2017).
import type { DropoutRates } from '../../model/network/dropouts.js';
import type { Tagger } from '../../model/tagger.js';
import type { SharedStep } from '../../model/tagging/threads.js';
import { encodeBatch, rowsOf } from '../../model/vocabulary/encode-batch.js';
import type { EncodedWords } from '../../model/vocabulary/encode-words.js';
import { zeroMatrix } from '../../tensors/matrix.js';
import type { Parameters } from '../../tensors/parameters.js';
import type { Random } from '../../tensors/random.js';
import { rowsAt } from '../../tensors/rows.js';
import { clipFactor, gradientNorm } from '../optimization/gradients.js';
import type { WeightShape } from '../optimization/weight-numbers.js';
import { createWordDropout } from '../regularization/word-dropout.js';
import { createCandidates } from './candidates.js';
import { createHead, noRows } from './head.js';
import { joinRows } from './join-rows.js';
import { predictNeighbors } from './neighbor-prediction.js';
import { createTrainedPart, type PartState } from './trained-part.js';

export interface LanguageModelOptions {
  readonly dropout: DropoutRates;
  /**
   * A word that occurs n times becomes the unknown word with probability 1 / (1 + n), but at least
   * with this one, so that its characters are learned.
   */
  readonly wordDropout: number;
  /** Words drawn as candidates for each batch, beside its own. */
  readonly sampleCount: number;
  readonly clipNorm: number;
}

export interface LanguageModelInput {
  /** By row of the table, how often the text has the word. */
  readonly counts: readonly number[];
  readonly random: Random;
  /** Whether a row keeps its vector. */
  isFrozen(row: number): boolean;
}

export interface PredictionResult {
  /** Summed over the predictions, in nats. */
  readonly loss: number;
  readonly predictionCount: number;
  /** Norm of the gradient before clipping. */
  readonly norm: number;
}

export interface LanguageModelState {
  readonly body: PartState;
  readonly head: PartState;
}

/** What the numbers of the state belong to. */
export type LanguageModelShape = Readonly<Record<keyof LanguageModelState, WeightShape>>;

export interface LanguageModel {
  readonly shape: LanguageModelShape;
  /** Learns from a batch. */
  step(sentences: readonly EncodedWords[], learningRate: number): PredictionResult;
  /** To be called between two steps; what is in it is to be used at once. */
  state(): LanguageModelState;
  setState(state: LanguageModelState): void;
}

/** The projections of the head start at random. */
export function createLanguageModel(
  { engine, network, threads }: Tagger,
  { counts, random, isFrozen }: LanguageModelInput,
  options: LanguageModelOptions,
): LanguageModel {
  const { table } = network;
  const head = createHead(engine, network, random);
  const parts = {
    body: createTrainedPart(engine, network, isFrozen),
    head: createTrainedPart(engine, head, isFrozen),
  };
  const chooseCandidates = createCandidates({ ...options, counts, random });
  const dropWords = createWordDropout(
    [],
    { wordDropout: 1, leastWordDropout: options.wordDropout },
    random,
    counts.entries(),
  );
  const vectors = {
    address: table.value,
    rows: table.rows,
    columns: table.width,
    stride: table.width,
  };
  const clear = ({ count, gradients }: Parameters) => engine.kernels.fill(count, 0, gradients);

  function computeGradients(sentences: readonly EncodedWords[], shared?: SharedStep) {
    clear(network.parameters);
    clear(head.parameters);
    const batch = encodeBatch(engine, sentences.map(dropWords), (row) => !isFrozen(row));
    const { steps, order } = batch;
    // What is predicted is never dropped.
    const wordIds = sentences.map((sentence) => sentence.wordIds);
    const { ids, candidateOfToken } = chooseCandidates(rowsOf(steps, order, wordIds));
    const places = engine.memory.storeIntegers(ids);
    const candidates = {
      vectors: rowsAt(engine, vectors, places, ids.length),
      dVectors: zeroMatrix(engine, ids.length, table.width),
    };
    const { dropout } = options;
    const pass = network.lowestStates(batch, { dropout, random, ...shared });
    const input = { steps, states: pass.output, candidateOfToken };
    const prediction = predictNeighbors(engine, head.projections, candidates, input);
    const rows = pass.backward(prediction.backward());
    return {
      ...prediction,
      rows: joinRows(engine, rows, { ids, gradient: candidates.dVectors }),
    };
  }

  function run(
    sentences: readonly EncodedWords[],
    learningRate: number,
    shared?: SharedStep,
  ): PredictionResult {
    const { loss, predictionCount, rows } = computeGradients(sentences, shared);
    const norms = [
      gradientNorm(engine, network, rows, isFrozen),
      gradientNorm(engine, head, noRows, isFrozen),
    ];
    const norm = Math.sqrt(norms[0] ** 2 + norms[1] ** 2);
    const step = { factor: clipFactor(norm, options.clipNorm), learningRate };
    parts.body.optimizer.step(rows, { ...step, worker: shared?.worker });
    parts.head.optimizer.step(noRows, step);
    return { loss, predictionCount, norm };
  }

  return {
    shape: { body: network, head },
    step: (sentences, learningRate) => {
      const mark = engine.memory.mark();
      const tokenCount = sentences.reduce((sum, { wordIds }) => sum + wordIds.length, 0);
      const learn = (shared?: SharedStep) => run(sentences, learningRate, shared);
      const result = threads.trainStep(tokenCount, learn);
      engine.memory.release(mark);
      return result;
    },
    state: () => ({ body: parts.body.state(), head: parts.head.state() }),
    setState: ({ body, head }) => {
      parts.body.setState(body);
      parts.head.setState(head);
    },
  };
}
