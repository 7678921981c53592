// All checks of one or more corpora, of which the first is for training.
import { findLongSentences, findLongTokens } from './extreme-lengths.js';
import { type Finding, type Kind, kindNames } from './finding.js';
import { findIllegalTags } from './illegal-tags.js';
import { findInconsistentLabels } from './inconsistent-labels.js';
import { findMalformedRows, findUnreadableCorpus } from './malformed-rows.js';
import { findOddCharacters } from './odd-characters.js';
import type { CheckedCorpus } from './parse-corpus.js';
import {
  collectRepeatedSentences,
  findConflictingSentences,
  findDuplicateSentences,
  findSharedSentences,
} from './repeated-sentences.js';
import { findSimilarTypes } from './similar-types.js';
import { findSplitEntities } from './split-entities.js';
import { findMissingEntities, findRareTypes, findUnknownTypes } from './type-coverage.js';

/** The findings by kind, in the order of the kinds; in each, the most telling ones come first. */
export function checkCorpora(corpora: readonly CheckedCorpus[]): Finding[] {
  const [first, ...others] = corpora;
  if (first === undefined) return [];
  const repeated = collectRepeatedSentences(corpora);
  const findings: Finding[] = [
    ...corpora.flatMap(findUnreadableCorpus),
    ...corpora.flatMap(findMalformedRows),
    ...corpora.flatMap(findMissingEntities),
    ...findUnknownTypes(first, others),
    ...findSharedSentences(repeated),
    ...findConflictingSentences(repeated),
    ...corpora.flatMap(findIllegalTags),
    ...corpora.flatMap(findSplitEntities),
    ...findSimilarTypes(corpora),
    ...findRareTypes(first),
    ...findInconsistentLabels(corpora),
    ...findOddCharacters(corpora),
    ...findDuplicateSentences(repeated),
    ...findLongSentences(corpora),
    ...findLongTokens(corpora),
  ];
  const rank = new Map<Kind, number>(kindNames.map((kind, index) => [kind, index]));
  return findings.sort((a, b) => (rank.get(a.kind) ?? 0) - (rank.get(b.kind) ?? 0));
}
