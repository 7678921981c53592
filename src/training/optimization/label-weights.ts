// Loss weights of tokens by their gold label, for a decoder that labels each token independently.
// Most tokens are outside of entities and would otherwise dominate the loss.
//
//   balanced   w[l] = N / (K n[l])       each of the K labels that occur has the same total weight
//   root       w[l] ∝ √(N / n[l])        halfway to balanced
//
// for N tokens, n[l] of them with label l. The mean over the tokens is 1.
export const classWeightings = ['none', 'root', 'balanced'] as const;
export type ClassWeighting = (typeof classWeightings)[number];

/** (labelCount) weights, 1 for a label that no token has; undefined if all weigh the same. */
export function labelWeights(
  labelIds: Iterable<number>,
  labelCount: number,
  weighting: ClassWeighting,
): Float64Array | undefined {
  if (weighting === 'none') return undefined;
  const counts = new Float64Array(labelCount);
  for (const label of labelIds) counts[label] += 1;
  const raw = counts.map((count) => {
    if (count === 0) return 0;
    return weighting === 'root' ? 1 / Math.sqrt(count) : 1 / count;
  });
  const tokenCount = counts.reduce((sum, count) => sum + count, 0);
  const weight = raw.reduce((sum, share, label) => sum + share * counts[label], 0);
  return raw.map((share) => (share === 0 ? 1 : (share * tokenCount) / weight));
}
