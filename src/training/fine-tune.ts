// Learning that goes on from a trained tagger, on sentences with other words, letters and types.
import { copyWeights } from '../model/copy-weights.js';
import type { Tagger, TaggerContent, TaggerOptions } from '../model/tagger.js';
import { createTrainee, type Trainee } from './trainable-tagger.js';
import type { Vocabulary } from './vocabulary.js';

/**
 * A tagger with the network and the vectors of another, begun with its weights. New words begin with the vector that the
 * other has of them, or at random; new letters and types as in a new tagger. Types the sentences lack are given up.
 */
export function createGrownTrainee(
  from: Tagger,
  vocabulary: Vocabulary,
  options: Omit<TaggerOptions, 'isTraining'>,
): Trainee {
  const trainee = createTrainee(grownContent(from.content, vocabulary), options);
  return {
    ...trainee,
    start: (start) => {
      const coverage = trainee.start(start);
      copyWeights(from, trainee.tagger);
      return coverage;
    },
  };
}

/** What is known stands first, in its order, so that it keeps its rows. */
function grownContent(known: TaggerContent, { types, words, letters }: Vocabulary): TaggerContent {
  return {
    ...known,
    types,
    words: union(known.words, words),
    letters: known.config.characters ? union(known.letters, letters) : [],
  };
}

const union = (known: readonly string[], more: readonly string[]) => [
  ...new Set([...known, ...more]),
];

/** What a grown tagger has that the one before had not, and the other way round. */
export interface Growth {
  readonly words: readonly string[];
  readonly letters: readonly string[];
  readonly types: readonly string[];
  readonly typesGivenUp: readonly string[];
}

export function growthOf(before: TaggerContent, after: TaggerContent): Growth {
  return {
    words: after.words.slice(before.words.length),
    letters: after.letters.slice(before.letters.length),
    types: after.types.filter((type) => !before.types.includes(type)),
    typesGivenUp: before.types.filter((type) => !after.types.includes(type)),
  };
}
