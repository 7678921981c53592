// Dev sentences held out from the training corpus.
import type { LabeledSentence } from '../corpora/conll.js';
import { keepSentences } from '../corpora/documents.js';
import type { Random } from '../tensors/random.js';

export interface HeldOut {
  readonly train: readonly LabeledSentence[];
  readonly dev: readonly LabeledSentence[];
}

/**
 * Draws a tenth of the sentences at random, at least one; both parts keep the order of the corpus.
 *
 * @param sentences at least two
 */
export function holdOut(sentences: readonly LabeledSentence[], random: Random): HeldOut {
  const count = Math.max(1, Math.round(sentences.length / 10));
  const drawn = new Set(random.shuffle(sentences.map((_, index) => index)).slice(0, count));
  return {
    train: keepSentences(sentences, (_, index) => !drawn.has(index)),
    dev: keepSentences(sentences, (_, index) => drawn.has(index)),
  };
}
