// Parts of a corpus.

import type { LabeledSentence } from '../../src/corpora/conll.js';
import { createRandom } from '../../src/tensors/random.js';

const SAMPLE_SEED = 1;

/** The first `count` of all sentences in an order drawn once: the smaller sample is part of the larger. */
export function drawSentences(
  sentences: readonly LabeledSentence[],
  count: number,
): LabeledSentence[] {
  return createRandom(SAMPLE_SEED)
    .shuffle([...sentences])
    .slice(0, count);
}

/** Those sentences whose tokens are, one after the other, no sentence of `seen`. */
export function unseenSentences(
  sentences: readonly LabeledSentence[],
  seen: readonly LabeledSentence[],
): LabeledSentence[] {
  const textOf = ({ tokens }: LabeledSentence) => tokens.join(' ');
  const texts = new Set(seen.map(textOf));
  return sentences.filter((sentence) => !texts.has(textOf(sentence)));
}
