// The linear-chain conditional random field (Lafferty et al. 2001): what a path scores, and which
// paths there are.

export interface CrfScores {
  /** (L, L): [i, j] is the score of label j right after label i. */
  readonly transitions: Float64Array;
  /** (L) of the first label */
  readonly start: Float64Array;
  /** (L) of the last label */
  readonly end: Float64Array;
}

/** Which of the scores belong to something the tag scheme allows; in their order. */
export interface CrfConstraints {
  readonly transitions: readonly boolean[];
  readonly start: readonly boolean[];
  readonly end: readonly boolean[];
}

/**
 * What is not allowed scores -Infinity: its probability is 0, and so is the gradient of its score.
 */
export function constrain(scores: CrfScores, allowed: CrfConstraints): CrfScores {
  const mask = (values: Float64Array, isAllowed: readonly boolean[]) =>
    values.map((value, k) => (isAllowed[k] ? value : Number.NEGATIVE_INFINITY));
  return {
    transitions: mask(scores.transitions, allowed.transitions),
    start: mask(scores.start, allowed.start),
    end: mask(scores.end, allowed.end),
  };
}

/**
 *   score(y) = start[y⟨1⟩] + Σₜ e[t, y⟨t⟩] + Σₜ transitions[y⟨t-1⟩, y⟨t⟩] + end[y⟨T⟩]
 *
 * @param path (T) label ids, T >= 1
 * @param emissions (T, L)
 */
export function pathScore(
  path: readonly number[],
  emissions: Float64Array,
  { transitions, start, end }: CrfScores,
): number {
  const L = start.length;
  let score = start[path[0]];
  for (let t = 0; t < path.length; t++) score += emissions[t * L + path[t]];
  for (let t = 1; t < path.length; t++) score += transitions[path[t - 1] * L + path[t]];
  return score + end[path[path.length - 1]];
}
