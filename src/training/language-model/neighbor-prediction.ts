// Prediction of the neighbors of each token: the forward hidden state at a token predicts the next
// word, the reverse one the word before. A projection for each direction takes the states to the
// width of word vectors, and candidates are scored by the dot product with their vectors:
//
//   p = h Wᵀ + b      s_c = p · v_c      loss = Σ log Σ_c exp s_c - s_target
//
// Candidates are distinct words, and the target is one of them. With candidates that are drawn by
// their frequency and without biases for them, s tends to the pointwise mutual information of a word
// and its context, and not to the frequency of the word (Levy & Goldberg 2014).
import type { Steps } from '../../layers/layer.js';
import { type LinearParameters, linearForward } from '../../layers/linear.js';
import {
  addTransposedProduct,
  allocateMatrix,
  columnsOf,
  type Engine,
  type Matrix,
  multiply,
  pack,
  packTransposed,
  zeroMatrix,
} from '../../tensors/matrix.js';
import { rowsAt, sumsAt } from '../../tensors/rows.js';

export interface Candidates {
  /** (C, width) */
  readonly vectors: Matrix;
  /** (C, width), which is added to. */
  readonly dVectors: Matrix;
}

export interface NeighborInput {
  readonly steps: Steps;
  /** (R, directions · H), without gaps between the rows. */
  readonly states: Matrix;
  /** (R) candidate that the word of each token is; -1 if it is none, and so never predicted. */
  readonly candidateOfToken: readonly number[];
}

export interface NeighborPrediction {
  /** Summed over the predictions, in nats. */
  readonly loss: number;
  readonly predictionCount: number;
  /**
   * Adds the gradient of the mean loss to those of the projections and the candidates; returns that
   * of the states.
   */
  backward(): Matrix;
}

/** @param projections (width, H) by direction */
export function predictNeighbors(
  engine: Engine,
  projections: readonly LinearParameters[],
  candidates: Candidates,
  { steps, states, candidateOfToken }: NeighborInput,
): NeighborPrediction {
  const pairs = neighborPairs(steps);
  const passes = projections.map((projection, direction) => {
    const predicted = pairs
      .map(([token, next]) => (direction === 0 ? [token, next] : [next, token]))
      .filter(([, target]) => candidateOfToken[target] >= 0);
    const rows = predicted.map(([from]) => from);
    const targets = predicted.map(([, target]) => candidateOfToken[target]);
    return { projection, direction, rows, targets };
  });
  const predictionCount = passes.reduce((sum, { rows }) => sum + rows.length, 0);
  const H = states.columns / projections.length;
  const computed = passes
    .filter(({ rows }) => rows.length > 0)
    .map(({ projection, direction, rows, targets }) => {
      const ids = engine.memory.storeIntegers(rows);
      const x = columnsOf(rowsAt(engine, states, ids, rows.length), direction * H, H);
      const prediction = { x, targets, weight: 1 / predictionCount };
      return { direction, ids, ...predictWords(engine, projection, candidates, prediction) };
    });
  return {
    loss: computed.reduce((sum, { loss }) => sum + loss, 0),
    predictionCount,
    backward: () => {
      const dStates = zeroMatrix(engine, states.rows, states.columns);
      for (const { direction, ids, backward } of computed) {
        const sums = sumsAt(engine, backward(), ids, states.rows);
        const out = columnsOf(dStates, direction * H, H);
        const [{ rows, columns, address, stride }, { kernels }] = [sums, engine];
        kernels.addRows(rows, columns, address, stride, out.address, out.stride);
      }
      return dStates;
    },
  };
}

/** The rows of each token and of the next one of its sentence. */
function neighborPairs({ T, liveRows, rowStarts }: Steps): (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = [];
  for (let t = 1; t < T; t++) {
    for (let b = 0; b < liveRows[t]; b++) pairs.push([rowStarts[t - 1] + b, rowStarts[t] + b]);
  }
  return pairs;
}

interface PredictedWords {
  /** (N, H) */
  readonly x: Matrix;
  /** (N) candidates */
  readonly targets: readonly number[];
  /** Of each prediction in the gradient. */
  readonly weight: number;
}

/** The summed loss of these predictions, and the way back to x. */
function predictWords(
  engine: Engine,
  projection: LinearParameters,
  { vectors, dVectors }: Candidates,
  { x, targets, weight }: PredictedWords,
): { readonly loss: number; backward(): Matrix } {
  const { kernels, memory } = engine;
  const [N, C] = [x.rows, vectors.rows];
  const projected = allocateMatrix(engine, N, vectors.columns);
  const linear = linearForward(engine, projection, { x }, projected);
  const scores = allocateMatrix(engine, N, C);
  multiply(engine, projected, packTransposed(engine, vectors), scores);
  const dScores = allocateMatrix(engine, N, C);
  const gold = memory.storeIntegers(targets);
  const loss = kernels.softmaxLoss(N, C, scores.address, C, gold, 0, weight, dScores.address);
  return {
    loss,
    //   dv = dsᵀ p      dp = ds v
    backward: () => {
      addTransposedProduct(engine, dScores, projected, dVectors);
      const dProjected = allocateMatrix(engine, N, vectors.columns);
      multiply(engine, dScores, pack(engine, vectors), dProjected);
      return linear.backward(dProjected);
    },
  };
}
