// Random sentences, projections and candidates for the prediction of neighbors.
import { randomNumbers } from './random.js';

export interface PredictionSizes {
  /** Tokens of each sentence. */
  readonly lengths: readonly number[];
  readonly H: number;
  readonly width: number;
  readonly C: number;
  readonly directions: number;
}

/** @param skipped the token of each sentence that is no candidate */
export function randomPrediction(
  { lengths, H, width, C, directions }: PredictionSizes,
  skipped: number,
) {
  const random = randomNumbers(lengths.length * 100 + H * 10 + C);
  const sentences = lengths.map((length) => ({
    states: random.normals(length * directions * H),
    candidates: Array.from({ length }, (_, t) => (t === skipped ? -1 : random.integer(C))),
  }));
  const projections = Array.from({ length: directions }, () => ({
    weight: random.normals(width * H),
    bias: random.normals(width),
  }));
  return { sentences, projections, vectors: random.normals(C * width) };
}
