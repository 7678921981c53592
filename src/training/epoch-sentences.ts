// The sentences of each epoch: all labeled ones, and a part of the pseudo-labeled ones if there are
// any.
import type { LabeledSentence } from '../corpora/conll.js';
import type { Tagger } from '../model/tagger.js';
import { readDocuments } from '../model/vocabulary/document-words.js';
import { createWordEncoder } from '../model/vocabulary/encode-words.js';
import type { SentenceTokens } from '../model/vocabulary/word-context.js';
import { createEpochParts, type Mixture } from './pseudo-labels/mixture.js';
import { type CountedSentences, type EncodedSentence, encodeSentences } from './step.js';

export interface EpochSentences extends CountedSentences {
  /** @param epoch counted from 1 */
  of(epoch: number): readonly EncodedSentence[];
}

/** @param seed of the order in which the pseudo-labeled sentences are read */
export function createEpochSentences(
  tagger: Tagger,
  sentences: readonly LabeledSentence[],
  mixture: Mixture | undefined,
  seed: number,
): EpochSentences {
  const labeled = encodeSentences(tagger, sentences);
  if (!mixture) return { labeled, pseudoCounts: [], of: () => labeled };
  const { sentences: pseudo, repeats } = mixture;
  const encodeWords = createWordEncoder(tagger);
  const parts = createEpochParts(mixture, seed);
  const repeated = Array.from({ length: repeats }, () => labeled).flat();
  return {
    labeled,
    pseudoCounts: countIds(tagger, pseudo),
    of: (epoch) => {
      const read = createPseudoReader(tagger, pseudo);
      const encode = (place: number): EncodedSentence => {
        return { words: encodeWords(read(place)), labelIds: pseudo.get(place).labelIds };
      };
      return [...repeated, ...parts.placesOf(epoch).map(encode)];
    },
  };
}

/** The tokens of a pseudo-labeled sentence; each document is read once. */
function createPseudoReader(
  tagger: Tagger,
  pseudo: Mixture['sentences'],
): (place: number) => SentenceTokens {
  const tokensOf = (place: number) => pseudo.get(place).tokens;
  if (!tagger.readsDocuments) return tokensOf;
  const documents = new Map<number, SentenceTokens[]>();
  return (place) => {
    const [first, end] = pseudo.documentOf(place);
    const sentences =
      documents.get(first) ??
      readDocuments(tagger, [Array.from({ length: end - first }, (_, i) => tokensOf(first + i))]);
    documents.set(first, sentences);
    return sentences[place - first];
  };
}

function* countIds(
  tagger: Tagger,
  sentences: Mixture['sentences'],
): Generator<readonly [number, number]> {
  const encodeWords = createWordEncoder(tagger);
  for (const [word, count] of sentences.wordCounts()) {
    yield [encodeWords([word]).wordIds[0], count];
  }
}
