// The suspects of `tagger eval --suspects N`: places where a confident model contradicts the gold,
// the most likely errors of the corpus first.
//
// The score of a place is the probability that the model gives to its own reading, less the one that
// it gives to the gold reading. It is near 1 only if the model is sure; a ratio would be ruled by
// probabilities near 0, which no temperature makes reliable.

import type { AlignedSentence } from '../../corpora/align-sentences.js';
import { lineOf } from '../../corpora/sentence-source.js';
import { type Disagreement, disagreementsOf } from '../../evaluation/disagreements.js';
import { buildEntity } from '../../evaluation/report/build-report.js';
import type { ReportSuspect } from '../../evaluation/report/eval-report.js';
import type { Tagger } from '../../model/tagger.js';
import type { ReadSentence } from './tag-corpus.js';

export interface SuspectFinder {
  add(sentences: readonly ReadSentence[]): void;
  /** The most suspicious first; of equals the first in the corpus. */
  list(): readonly ReportSuspect[];
}

/** @param count the most suspects that are kept */
export function createSuspectFinder(
  tagger: Pick<Tagger, 'labels' | 'scoreReadings'>,
  count: number,
): SuspectFinder {
  const types = new Set(tagger.labels.types);
  let found: ReportSuspect[] = [];
  return {
    add: (sentences) => {
      const disputed = sentences.flatMap((sentence) => {
        const { gold, predicted, read: tokens } = sentence;
        // The model has no probability for a type that it does not know.
        const places = disagreementsOf(gold, predicted).filter((place) =>
          place.gold.every(({ label }) => types.has(label)),
        );
        const spans = gold.filter(({ label }) => types.has(label));
        return places.length > 0 ? [{ sentence, tokens, spans, places }] : [];
      });
      const scores = tagger.scoreReadings(disputed);
      const suspects = disputed.flatMap(({ sentence, places }, index) =>
        (scores[index] ?? []).map(({ tagged, read }, place) =>
          suspectOf(sentence, places[place], { confidence: tagged, goldConfidence: read }),
        ),
      );
      found = [...found, ...suspects].sort((a, b) => scoreOf(b) - scoreOf(a)).slice(0, count);
    },
    list: () => found,
  };
}

const scoreOf = ({ confidence, goldConfidence }: ReportSuspect) => confidence - goldConfidence;

function suspectOf(
  sentence: AlignedSentence,
  { start, gold, predicted }: Disagreement,
  probabilities: Pick<ReportSuspect, 'confidence' | 'goldConfidence'>,
): ReportSuspect {
  return {
    line: lineOf(sentence, start),
    tokens: [...sentence.tokens],
    gold: gold.map((span) => buildEntity(sentence, span)),
    predicted: predicted.map((span) => buildEntity(sentence, span)),
    ...probabilities,
  };
}
