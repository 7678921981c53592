// Parts of a corpus.

import type { LabelledSentence } from '../../src/corpora/conll.js';
import { createRandom } from '../../src/tensors/random.js';

const SAMPLE_SEED = 1;

/** The first `count` of all sentences in an order drawn once: the smaller sample is part of the larger. */
export function drawSentences(
  sentences: readonly LabelledSentence[],
  count: number,
): LabelledSentence[] {
  return createRandom(SAMPLE_SEED)
    .shuffle([...sentences])
    .slice(0, count);
}

/** Those sentences whose tokens are, one after the other, no sentence of `seen`. */
export function unseenSentences(
  sentences: readonly LabelledSentence[],
  seen: readonly LabelledSentence[],
): LabelledSentence[] {
  const textOf = ({ tokens }: LabelledSentence) => tokens.join(' ');
  const texts = new Set(seen.map(textOf));
  return sentences.filter((sentence) => !texts.has(textOf(sentence)));
}
