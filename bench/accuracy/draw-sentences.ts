// Samples of a corpus.
import type { LabeledSentence } from '../../src/corpora/conll.js';
import { createRandom } from '../../src/tensors/random.js';

const SAMPLE_SEED = 1;

/**
 * The first `count` sentences in an order drawn once, so that a smaller sample is part of a larger
 * one.
 */
export function drawSentences(
  sentences: readonly LabeledSentence[],
  count: number,
): LabeledSentence[] {
  return createRandom(SAMPLE_SEED)
    .shuffle([...sentences])
    .slice(0, count);
}
