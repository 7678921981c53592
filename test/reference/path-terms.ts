// The probability of a path, token by token, from the marginals of a CRF.
import type { crfMarginals } from './crf.js';

/**
 *   own[t] = log P(y⟨t⟩)    links[t] = log P(y⟨t-1⟩, y⟨t⟩) - log P(y⟨t⟩)    links[0] = 0
 *
 * @param path (T) label ids
 */
export function pathTerms(
  { marginals, pairwise }: Pick<ReturnType<typeof crfMarginals>, 'marginals' | 'pairwise'>,
  path: readonly number[],
  L: number,
) {
  const own = path.map((label, t) => Math.log(marginals[t * L + label]));
  const links = path.map((label, t) =>
    t === 0 ? 0 : Math.log(pairwise[((t - 1) * L + path[t - 1]) * L + label]) - own[t],
  );
  return { own, links };
}
