// Pseudo-labeled sentences for a network that knows more types than the one they were labeled for.
import { createLabels } from '../../model/vocabulary/labels.js';
import type { PseudoSentences } from './pseudo-sentences.js';

/**
 * The same sentences with the label ids of other types.
 *
 * @param from the types of their label ids
 * @param to types that include these
 */
export function relabel(
  sentences: PseudoSentences,
  from: readonly string[],
  to: readonly string[],
): PseudoSentences {
  const wanted = createLabels(to).tags;
  const ids = createLabels(from).tags.map((tag) => wanted.indexOf(tag));
  return {
    ...sentences,
    get: (sentence) => {
      const { tokens, labelIds } = sentences.get(sentence);
      return { tokens, labelIds: labelIds.map((id) => ids[id]) };
    },
  };
}
