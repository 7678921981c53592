// All checks of one or more corpora, of which the first is for training.
import { runChecks } from './check.js';
import type { CheckedCorpus } from './corpus/checked-corpus.js';
import { createLongSentenceCheck, createLongTokenCheck } from './extreme-lengths.js';
import { type Finding, type Kind, kindNames } from './finding.js';
import { createIllegalTagCheck } from './illegal-tags.js';
import { createInconsistentLabelCheck } from './inconsistent-labels.js';
import { findMalformedRows, findUnreadableCorpus } from './malformed-rows.js';
import { createOddCharacterCheck } from './odd-characters.js';
import { createRepeatedSentenceCheck } from './repeated-sentences.js';
import { findSimilarTypes } from './similar-types.js';
import { createSplitEntityCheck } from './split-entities.js';
import { findMissingEntities, findRareTypes, findUnknownTypes } from './type-coverage.js';

/** The findings by kind, in the order of the kinds; in each, the most telling ones come first. */
export function checkCorpora(corpora: readonly CheckedCorpus[]): Finding[] {
  const [first, ...others] = corpora;
  if (first === undefined) return [];
  const checks = [
    createRepeatedSentenceCheck(),
    createIllegalTagCheck(),
    createSplitEntityCheck(),
    createInconsistentLabelCheck(),
    createOddCharacterCheck(),
    createLongSentenceCheck(),
    createLongTokenCheck(),
  ];
  const findings = [
    corpora.flatMap(findUnreadableCorpus),
    corpora.flatMap(findMalformedRows),
    corpora.flatMap(findMissingEntities),
    findUnknownTypes(first, others),
    findSimilarTypes(corpora),
    findRareTypes(first),
    ...runChecks(checks, corpora),
  ].flat();
  const rank = new Map<Kind, number>(kindNames.map((kind, index) => [kind, index]));
  return findings.sort((a, b) => (rank.get(a.kind) ?? 0) - (rank.get(b.kind) ?? 0));
}
