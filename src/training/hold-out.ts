// Sentences kept back from training, to see how well what is learned carries over.

import type { LabeledSentence } from '../corpora/conll.js';
import type { Random } from '../tensors/random.js';

export interface HeldOut {
  readonly train: readonly LabeledSentence[];
  readonly dev: readonly LabeledSentence[];
}

/** Draws a tenth of two sentences or more at random, at least one; both sides keep the order of the corpus. */
export function holdOut(sentences: readonly LabeledSentence[], random: Random): HeldOut {
  const count = Math.max(1, Math.round(sentences.length / 10));
  const drawn = new Set(random.shuffle(sentences.map((_, index) => index)).slice(0, count));
  return {
    train: sentences.filter((_, index) => !drawn.has(index)),
    dev: sentences.filter((_, index) => drawn.has(index)),
  };
}
