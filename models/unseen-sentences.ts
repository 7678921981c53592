// Sentences of one corpus that are not in another.
import type { LabeledSentence } from '../src/corpora/conll.js';
import { keepSentences } from '../src/corpora/documents.js';

/** The sentences whose tokens are not those of any sentence in `seen`; tags do not matter. */
export function unseenSentences(
  sentences: readonly LabeledSentence[],
  seen: readonly LabeledSentence[],
): LabeledSentence[] {
  const textOf = ({ tokens }: LabeledSentence) => tokens.join(' ');
  const texts = new Set(seen.map(textOf));
  return keepSentences(sentences, (sentence) => !texts.has(textOf(sentence)));
}
