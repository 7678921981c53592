// The CRF by dynamic programming, in log space: the sums over all paths, the loss and its gradient,
// the best path.
import { argmax } from './argmax.js';
import { type CrfScores, pathScore } from './crf-scores.js';
import { logSumExp } from './log-sum-exp.js';

/**
 * The negative log likelihood of the gold path.
 *
 *   loss = log Z - score(gold)
 *
 * The gradient of log Z is the marginal probability, that of score(gold) what gold holds:
 *
 *   de[t, j] = P(y⟨t⟩ = j) - [gold⟨t⟩ = j]    dstart = de at the first token    dend = de at the last
 *   dtransitions[i, j] = Σₜ P(y⟨t⟩ = i, y⟨t+1⟩ = j) - [gold⟨t⟩ = i, gold⟨t+1⟩ = j]
 *
 * @param emissions (T, L), T >= 1
 * @param gold (T) label ids, a path the scores allow
 */
export function crfLoss(emissions: Float64Array, gold: readonly number[], scores: CrfScores) {
  const L = scores.start.length;
  const T = gold.length;
  const { logZ, marginals, pairwise } = crfMarginals(emissions, scores);
  const loss = logZ - pathScore(gold, emissions, scores);
  if (!Number.isFinite(loss)) throw new RangeError(`the loss of the path ${gold} is ${loss}`);

  const dEmissions = marginals.slice();
  for (let t = 0; t < T; t++) dEmissions[t * L + gold[t]] -= 1;

  const dTransitions = new Float64Array(L * L);
  for (let t = 0; t + 1 < T; t++) {
    for (let k = 0; k < L * L; k++) dTransitions[k] += pairwise[t * L * L + k];
    dTransitions[gold[t] * L + gold[t + 1]] -= 1;
  }
  const dStart = dEmissions.slice(0, L);
  const dEnd = dEmissions.slice((T - 1) * L);
  return { loss, dEmissions, dTransitions, dStart, dEnd };
}

/**
 *   P(y⟨t⟩ = j) = exp(α[t, j] + β[t, j] - log Z)
 *   P(y⟨t⟩ = i, y⟨t+1⟩ = j) = exp(α[t, i] + transitions[i, j] + e[t+1, j] + β[t+1, j] - log Z)
 *
 * @param emissions (T, L), T >= 1
 * @returns logZ, marginals (T, L), pairwise (T - 1, L, L)
 */
export function crfMarginals(emissions: Float64Array, scores: CrfScores) {
  const L = scores.start.length;
  const T = emissions.length / L;
  const alpha = forwardSums(emissions, scores);
  const beta = backwardSums(emissions, scores);
  const logZ = logSumExp(alpha.slice((T - 1) * L).map((sum, j) => sum + scores.end[j]));

  const marginals = alpha.map((sum, k) => Math.exp(sum + beta[k] - logZ));
  const pairwise = new Float64Array((T - 1) * L * L);
  for (let t = 0; t + 1 < T; t++) {
    for (let i = 0; i < L; i++) {
      for (let j = 0; j < L; j++) {
        const after = (t + 1) * L + j;
        const score = scores.transitions[i * L + j] + emissions[after];
        pairwise[(t * L + i) * L + j] = Math.exp(alpha[t * L + i] + score + beta[after] - logZ);
      }
    }
  }
  return { logZ, marginals, pairwise };
}

// α[t, j] = log Σ exp of the scores of all beginnings that end in label j at token t, its emission
// included:
//   α[0, j] = start[j] + e[0, j]    α[t, j] = e[t, j] + log Σᵢ exp(α[t-1, i] + transitions[i, j])
function forwardSums(emissions: Float64Array, { transitions, start }: CrfScores): Float64Array {
  const L = start.length;
  const T = emissions.length / L;
  const alpha = new Float64Array(T * L);
  for (let j = 0; j < L; j++) alpha[j] = start[j] + emissions[j];
  for (let t = 1; t < T; t++) {
    for (let j = 0; j < L; j++) {
      const ways = new Float64Array(L);
      for (let i = 0; i < L; i++) ways[i] = alpha[(t - 1) * L + i] + transitions[i * L + j];
      alpha[t * L + j] = emissions[t * L + j] + logSumExp(ways);
    }
  }
  return alpha;
}

// β[t, i] = log Σ exp of the scores of all endings after label i at token t, its emission excluded:
//   β[T-1, i] = end[i]    β[t, i] = log Σⱼ exp(transitions[i, j] + e[t+1, j] + β[t+1, j])
function backwardSums(emissions: Float64Array, { transitions, end }: CrfScores): Float64Array {
  const L = end.length;
  const T = emissions.length / L;
  const beta = new Float64Array(T * L);
  beta.set(end, (T - 1) * L);
  for (let t = T - 2; t >= 0; t--) {
    for (let i = 0; i < L; i++) {
      const ways = new Float64Array(L);
      for (let j = 0; j < L; j++) {
        const after = (t + 1) * L + j;
        ways[j] = transitions[i * L + j] + emissions[after] + beta[after];
      }
      beta[t * L + i] = logSumExp(ways);
    }
  }
  return beta;
}

/**
 * The best path (Viterbi 1967): the sums above with the maximum for the sum, and where it stood.
 * The lowest label wins at every maximum.
 *
 *   δ[0, j] = start[j] + e[0, j]    δ[t, j] = e[t, j] + maxᵢ(δ[t-1, i] + transitions[i, j])
 *
 * @param emissions (T, L), T >= 1
 */
export function crfDecode(emissions: Float64Array, { transitions, start, end }: CrfScores) {
  const L = start.length;
  const T = emissions.length / L;
  let delta = start.map((score, j) => score + emissions[j]);
  const origins: number[][] = [];
  for (let t = 1; t < T; t++) {
    const next = new Float64Array(L);
    origins[t] = [];
    for (let j = 0; j < L; j++) {
      const ways = delta.map((score, i) => score + transitions[i * L + j]);
      origins[t][j] = argmax(ways);
      next[j] = emissions[t * L + j] + ways[origins[t][j]];
    }
    delta = next;
  }

  const totals = delta.map((score, j) => score + end[j]);
  const path = [argmax(totals)];
  for (let t = T - 1; t >= 1; t--) path.unshift(origins[t][path[0]]);
  return { path, score: totals[path[T - 1]] };
}
