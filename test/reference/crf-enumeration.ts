// The CRF by the definition alone: every path is scored. Lᵀ of them, so only for few labels and
// short sentences.
import { argmax } from './argmax.js';
import { type CrfScores, pathScore } from './crf-scores.js';
import { logSumExp } from './log-sum-exp.js';

/**
 *   log Z = log Σ_y exp score(y)    P(y) = exp(score(y) - log Z)
 *
 * @param emissions (T, L), T >= 1
 * @returns marginals (T, L): P(y⟨t⟩ = j); pairwise (T - 1, L, L): P(y⟨t⟩ = i, y⟨t+1⟩ = j); the best
 *   path.
 *   Of equally good paths, the one with the lowest last label, then the lowest label before it, and so on.
 */
export function crfByEnumeration(emissions: Float64Array, scores: CrfScores) {
  const L = scores.start.length;
  const T = emissions.length / L;
  const paths = allPaths(T, L);
  const pathScores = paths.map((path) => pathScore(path, emissions, scores));
  const logZ = logSumExp(pathScores);

  const marginals = new Float64Array(T * L);
  const pairwise = new Float64Array((T - 1) * L * L);
  for (const [n, path] of paths.entries()) {
    const probability = Math.exp(pathScores[n] - logZ);
    for (let t = 0; t < T; t++) marginals[t * L + path[t]] += probability;
    for (let t = 0; t + 1 < T; t++) {
      pairwise[(t * L + path[t]) * L + path[t + 1]] += probability;
    }
  }
  const best = argmax(pathScores);
  return { logZ, marginals, pairwise, bestPath: paths[best], bestScore: pathScores[best] };
}

// The n-th path is n written in base L, its lowest digit first: the last label changes most slowly,
// so the first of equally good paths is the one the tie rule asks for.
function allPaths(T: number, L: number): number[][] {
  return Array.from({ length: L ** T }, (_, n) =>
    Array.from({ length: T }, (_, t) => Math.floor(n / L ** t) % L),
  );
}
