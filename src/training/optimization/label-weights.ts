// How much a token counts by its gold label, where each tag is decided by itself: most tokens are in no name, and learning
// to say so is no achievement.
//
//   balanced   w[l] = N / (K n[l])       each of the K labels that occur weighs as much as any other
//   root       w[l] ∝ √(N / n[l])        half way there
//
// for N tokens, n[l] of them with label l; both have the mean 1 over the tokens.
export const classWeightings = ['none', 'root', 'balanced'] as const;
export type ClassWeighting = (typeof classWeightings)[number];

/** (labelCount) weights, 1 for a label that no token has; undefined where all weigh the same. */
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
