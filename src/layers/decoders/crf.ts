// The output layer that scores whole sequences: a linear-chain conditional random field (Lafferty
// et al. 2001).
import { allocateMatrix, type Engine, type Matrix } from '../../tensors/matrix.js';
import { type Parameter, zeros } from '../../tensors/parameters.js';
import type { Steps } from '../layer.js';
import { type PreparedScores, startScoring, startScoringLabels } from './crf-scoring.js';
import type { Decoder, LabelScores, LossAndGradient } from './decoder.js';

export interface CrfParameters {
  /** (L, L): score of the column's label after the row's. */
  readonly transitions: Parameter;
  /** (L) */
  readonly start: Parameter;
  /** (L) */
  readonly end: Parameter;
}

/** Whether label `next` may follow label `previous`; null stands for the edge of the sentence. */
export type IsLegal = (previous: number | null, next: number | null) => boolean;

/** A CRF in which illegal transitions are impossible, in training and in decoding. */
export function createCrf(
  engine: Engine,
  parameters: CrfParameters,
  L: number,
  isLegal: IsLegal,
): Decoder {
  const { kernels } = engine;
  const P = Math.ceil(L / 4) * 4;
  const penalties = penaltyRows(engine, L, P, isLegal);
  const prepare = () => prepareScores(engine, parameters, penalties, { L, P });
  return {
    emissionWidth: P,
    loss: (steps, emissions, { labels: gold, weight }) => {
      const gradients = { transitions: zeros(engine, P * P), ends: zeros(engine, 2 * P) };
      const result = crfLoss(engine, prepare(), { steps, emissions, gold, weight, P, gradients });
      for (let i = 0; i < L; i++) {
        const row = gradients.transitions + i * P * 4;
        kernels.axpy(L, 1, row, parameters.transitions.gradient + i * L * 4);
      }
      kernels.axpy(L, 1, gradients.ends, parameters.start.gradient);
      kernels.axpy(L, 1, gradients.ends + P * 4, parameters.end.gradient);
      return result;
    },
    startDecoding: () => {
      const prepared = prepare();
      return (steps, emissions) => decodeCrf(engine, prepared, { steps, emissions, P });
    },
    startScoring: (temperature) => startScoring(engine, prepare(), P, temperature),
    startScoringLabels: (temperature, pairs) =>
      startScoringLabels(engine, prepare(), { P, temperature, pairs }),
    labelScores: () => labelScores(engine, prepare(), L, P),
  };
}

function prepareScores(
  engine: Engine,
  parameters: CrfParameters,
  penalties: number,
  { L, P }: { readonly L: number; readonly P: number },
): PreparedScores {
  const { kernels, memory } = engine;
  const transitions = allocateMatrix(engine, P, P).address;
  const start = memory.allocate(P * 4);
  const end = memory.allocate(P * 4);
  kernels.fill(P * P, Number.NEGATIVE_INFINITY, transitions);
  kernels.crfPrepare(L, P, parameters.transitions.value, L, penalties, transitions);
  kernels.crfPrepare(L, P, parameters.start.value, 1, penalties + L * P * 4, start);
  kernels.crfPrepare(L, P, parameters.end.value, 1, penalties + (L + 1) * P * 4, end);
  const transitionsTransposed = allocateMatrix(engine, P, P).address;
  kernels.transpose(P, P, transitions, P, transitionsTransposed, P);
  const exponentials = allocateMatrix(engine, P, P).address;
  kernels.exp(P * P, transitions, exponentials);
  const exponentialsTransposed = allocateMatrix(engine, P, P).address;
  kernels.exp(P * P, transitionsTransposed, exponentialsTransposed);
  return { transitions, transitionsTransposed, exponentials, exponentialsTransposed, start, end };
}

function decodeCrf(
  { kernels, memory }: Engine,
  { transitions, start, end }: PreparedScores,
  { steps, emissions, P }: Pick<LossInput, 'steps' | 'emissions' | 'P'>,
): number[][] {
  const best = memory.allocate(steps.T * P * 4);
  const scores = memory.allocate(2 * P * 4);
  const path = memory.allocate(steps.T * 4);
  return steps.lengths.map((length, sentence) => {
    kernels.crfDecode(
      length,
      sentence,
      P,
      steps.rowStartsAddress,
      emissions.address,
      transitions,
      start,
      end,
      best,
      scores,
      path,
    );
    return Array.from(memory.integers(path, length));
  });
}

function labelScores(
  { memory }: Engine,
  prepared: PreparedScores,
  L: number,
  P: number,
): LabelScores {
  const row = (address: number) => memory.floats(address, L).slice();
  const transitions = new Float32Array(L * L);
  for (let i = 0; i < L; i++) transitions.set(row(prepared.transitions + i * P * 4), i * L);
  return { transitions, start: row(prepared.start), end: row(prepared.end) };
}

/** Rows of P: transitions (L), start, end; 0 if legal, otherwise -infinity. */
function penaltyRows({ memory }: Engine, L: number, P: number, isLegal: IsLegal): number {
  const address = memory.allocate((L + 2) * P * 4);
  const rows = memory.floats(address, (L + 2) * P).fill(Number.NEGATIVE_INFINITY);
  for (let j = 0; j < L; j++) {
    for (let i = 0; i < L; i++) if (isLegal(i, j)) rows[i * P + j] = 0;
    if (isLegal(null, j)) rows[L * P + j] = 0;
    if (isLegal(j, null)) rows[(L + 1) * P + j] = 0;
  }
  return address;
}

interface LossInput {
  readonly steps: Steps;
  readonly emissions: Matrix;
  readonly gold: number;
  readonly weight: number;
  readonly P: number;
  readonly gradients: { readonly transitions: number; readonly ends: number };
}

function crfLoss(engine: Engine, prepared: PreparedScores, input: LossInput): LossAndGradient {
  const { kernels, memory } = engine;
  const { steps, emissions, gold, weight, P, gradients } = input;
  const dEmissions = allocateMatrix(engine, emissions.rows, P);
  const scratch = memory.allocate(kernels.crfScratchBytes(steps.T, P));
  let loss = 0;
  for (let sentence = 0; sentence < steps.B; sentence++) {
    loss += kernels.crfLoss(
      steps.lengths[sentence],
      sentence,
      P,
      steps.rowStartsAddress,
      emissions.address,
      gold,
      prepared.transitions,
      prepared.transitionsTransposed,
      prepared.exponentials,
      prepared.exponentialsTransposed,
      prepared.start,
      prepared.end,
      weight,
      dEmissions.address,
      gradients.transitions,
      gradients.ends,
      gradients.ends + P * 4,
      scratch,
    );
  }
  return { loss, dEmissions };
}
