// Prediction of the words beside each token from its hidden states, among candidates.
import { joinColumns, splitColumns } from './joined-columns.js';
import { type LinearParameters, linear } from './linear.js';
import { softmaxLoss } from './softmax.js';

export interface NeighborSentence {
  /** (T, directions · H) */
  readonly states: Float64Array;
  /** (T) candidate that each word is; -1 if it is none. */
  readonly candidates: readonly number[];
}

/**
 * The mean over all words that are candidates and that have a token before them (forward states) or
 * after them (reverse states):
 *
 *   p = h Wᵀ + b      s = p Vᵀ      loss = -log (exp s[target] / Σ_c exp s[c])
 *
 * @param projections W (width, H) and b (width), by direction
 * @param vectors V (C, width)
 */
export function neighborPrediction(
  sentences: readonly NeighborSentence[],
  projections: readonly LinearParameters[],
  vectors: Float64Array,
) {
  const H = projections[0].weight.length / projections[0].bias.length;
  const passes = sentences.flatMap(({ states, candidates }, sentence) => {
    const T = candidates.length;
    return splitColumns(
      states,
      projections.map(() => H),
    ).flatMap((own, direction) =>
      candidates.flatMap((_, t) => {
        const target = candidates[direction === 0 ? t + 1 : t - 1] ?? -1;
        if (target < 0 || T === 1) return [];
        const projected = linear(own.slice(t * H, (t + 1) * H), projections[direction]);
        const zero = new Float64Array(vectors.length / projected.output.length);
        const scores = linear(projected.output, { weight: vectors, bias: zero });
        const { loss, dEmissions } = softmaxLoss(scores.output, [target]);
        return [{ sentence, direction, t, projected, scores, loss, dEmissions }];
      }),
    );
  });
  const count = passes.length;
  const loss = passes.reduce((sum, pass) => sum + pass.loss, 0) / count;

  const backward = () => {
    const dByDirection = sentences.map(({ candidates }) =>
      projections.map(() => new Float64Array(candidates.length * H)),
    );
    const dProjections = projections.map(({ weight, bias }) => ({
      weight: weight.map(() => 0),
      bias: bias.map(() => 0),
    }));
    const dVectors = vectors.map(() => 0);
    for (const { sentence, direction, t, projected, scores, dEmissions } of passes) {
      const dScores = scores.backward(dEmissions.map((d) => d / count));
      add(dVectors, dScores.dWeight);
      const { dInputs, dWeight, dBias } = projected.backward(dScores.dInputs);
      add(dProjections[direction].weight, dWeight);
      add(dProjections[direction].bias, dBias);
      dByDirection[sentence][direction].set(dInputs, t * H);
    }
    const widths = projections.map(() => H);
    return { dStates: dByDirection.map((d) => joinColumns(d, widths)), dProjections, dVectors };
  };

  return { loss, count, backward };
}

function add(to: Float64Array, from: Float64Array): void {
  for (const [k, value] of from.entries()) to[k] += value;
}
