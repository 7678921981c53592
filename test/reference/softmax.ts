// The output layer that labels each token on its own.
import { argmax } from './argmax.js';
import { logSumExp } from './log-sum-exp.js';

/**
 * Cross-entropy, summed over the tokens.
 *
 *   P(y⟨t⟩ = j) = exp(e[t, j]) / Σₖ exp(e[t, k])
 *   loss = -Σₜ w[gold[t]] log P(y⟨t⟩ = gold[t])    de = w[gold] (P - [j = gold])
 *
 * @param emissions (T, L)
 * @param gold (T) label ids
 * @param labelWeights (L) w; all 1, if absent
 * @returns probabilities (T, L) and dEmissions (T, L)
 */
export function softmaxLoss(
  emissions: Float64Array,
  gold: readonly number[],
  labelWeights?: Float64Array,
) {
  const weightOf = (label: number) => labelWeights?.[label] ?? 1;
  const L = emissions.length / gold.length;
  const probabilities = new Float64Array(emissions.length);
  let loss = 0;
  for (const [t, label] of gold.entries()) {
    const token = emissions.subarray(t * L, (t + 1) * L);
    const logTotal = logSumExp(token);
    for (let j = 0; j < L; j++) probabilities[t * L + j] = Math.exp(token[j] - logTotal);
    loss += weightOf(label) * (logTotal - token[label]);
  }
  const dEmissions = probabilities.slice();
  for (const [t, label] of gold.entries()) {
    dEmissions[t * L + label] -= 1;
    for (let j = 0; j < L; j++) dEmissions[t * L + j] *= weightOf(label);
  }
  return { loss, probabilities, dEmissions };
}

/** The best label of each token; of equals the lowest. */
export function softmaxDecode(emissions: Float64Array, labelCount: number): number[] {
  const path: number[] = [];
  for (let at = 0; at < emissions.length; at += labelCount) {
    path.push(argmax(emissions.subarray(at, at + labelCount)));
  }
  return path;
}
