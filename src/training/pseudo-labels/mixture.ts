// What an epoch reads when there are pseudo-labeled sentences: all labeled ones, several times, and
// a part of the others. The parts follow one another in a random order of all pseudo-labeled
// sentences, so that each is read before one is read again.
import { createRandom } from '../../tensors/random.js';
import type { PseudoSentences } from './pseudo-sentences.js';

export interface Mixture {
  readonly sentences: PseudoSentences;
  /** How often an epoch reads each labeled sentence. */
  readonly repeats: number;
  /** Tokens of the pseudo-labeled sentences of an epoch, or those of one sentence more. */
  readonly tokensPerEpoch: number;
}

export interface EpochParts {
  /** Places of the pseudo-labeled sentences of an epoch, counted from 1. */
  placesOf(epoch: number): readonly number[];
}

/** @param seed of the order */
export function createEpochParts(
  { sentences, tokensPerEpoch }: Omit<Mixture, 'repeats'>,
  seed: number,
): EpochParts {
  const places = Array.from({ length: sentences.count }, (_, place) => place);
  const order = Uint32Array.from(createRandom(seed ^ ORDER).shuffle(places));
  // By epoch, where its part begins in the order, which is repeated without end.
  const starts = [0];
  const partFrom = (start: number) => {
    const part: number[] = [];
    let tokenCount = 0;
    while (tokenCount < tokensPerEpoch && part.length < order.length) {
      const place = order[(start + part.length) % order.length];
      part.push(place);
      tokenCount += sentences.lengthOf(place);
    }
    return part;
  };
  return {
    placesOf: (epoch) => {
      for (let done = starts.length; done <= epoch; done++) {
        starts.push((starts[done - 1] + partFrom(starts[done - 1]).length) % order.length);
      }
      return partFrom(starts[epoch - 1]);
    },
  };
}

// Distinguishes the order from everything else that is drawn by the seed.
const ORDER = 0x5f3759df;

// The student reads this many pseudo-labeled tokens for each labeled one, if there are so many.
const TOKENS_PER_LABELED = 3;
// An epoch has at least this many pseudo-labeled tokens, so that a few labeled sentences do not make
// it short.
const LEAST_TOKENS = 100_000;

/** The mixture of an epoch. */
export function chooseMixture(labeledCount: number, sentences: PseudoSentences): Mixture {
  const wanted = Math.max(LEAST_TOKENS, TOKENS_PER_LABELED * labeledCount);
  const tokensPerEpoch = Math.min(sentences.tokenCount, wanted);
  const repeats = Math.max(1, Math.round(tokensPerEpoch / (TOKENS_PER_LABELED * labeledCount)));
  return { sentences, repeats, tokensPerEpoch };
}

/** About how many sentences an epoch reads. */
export function sentencesPerEpoch(labeledCount: number, mixture: Mixture | undefined): number {
  if (!mixture) return labeledCount;
  const { sentences, repeats, tokensPerEpoch } = mixture;
  const part = Math.round((sentences.count * tokensPerEpoch) / sentences.tokenCount);
  return repeats * labeledCount + part;
}

/** About how many tokens an epoch reads. */
export function tokensPerEpoch(labeledCount: number, mixture: Mixture | undefined): number {
  return mixture ? mixture.repeats * labeledCount + mixture.tokensPerEpoch : labeledCount;
}
