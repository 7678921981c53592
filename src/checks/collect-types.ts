// The types of corpora with their entities.
import { lineOf } from '../corpora/sentence-source.js';
import type { FindingPlace } from './finding.js';
import type { CheckedCorpus, CheckedSentence } from './parse-corpus.js';

export interface FoundType {
  readonly name: string;
  count: number;
  /** The first entity of the type. */
  readonly sentence: CheckedSentence;
  readonly start: number;
  readonly end: number;
}

/** The types of some corpora by name, in the order of their first entities. */
export function collectTypes(corpora: readonly CheckedCorpus[]): ReadonlyMap<string, FoundType> {
  const types = new Map<string, FoundType>();
  for (const { sentences } of corpora) {
    for (const sentence of sentences) {
      for (const { label, start, end } of sentence.spans) {
        const known = types.get(label);
        if (known === undefined) types.set(label, { name: label, count: 1, sentence, start, end });
        else known.count++;
      }
    }
  }
  return types;
}

export function placeOf({ sentence, start }: FoundType): FindingPlace {
  return { path: sentence.path, line: lineOf(sentence, start) };
}
