// Entities that a sentence end cuts in two.
import { lineOf } from '../corpora/sentence-source.js';
import type { TagScheme } from '../corpora/tag-scheme.js';
import { type Check, createOnePassCheck } from './check.js';
import type { CheckedCorpus, CheckedSentence } from './corpus/checked-corpus.js';
import { excerptAround, showToken } from './corpus/excerpts.js';
import { createFindings, type Finding } from './finding.js';

/**
 * Sentences that end inside an entity, if the next one begins with its continuation. IOB1 cannot
 * tell such a continuation from a new entity, so that nothing is found there.
 */
export function createSplitEntityCheck(): Check {
  const found = createFindings();
  let last: { readonly sentence: CheckedSentence; readonly corpus: CheckedCorpus } | undefined;
  return createOnePassCheck((sentence, corpus) => {
    if (last?.corpus === corpus) {
      for (const finding of splitBetween(last.sentence, sentence, corpus)) {
        found.add(() => finding);
      }
    }
    last = { sentence, corpus };
  }, found.list);
}

function splitBetween(
  previous: CheckedSentence,
  next: CheckedSentence,
  { path, scheme }: CheckedCorpus,
): Finding[] {
  const { tokens, tags } = previous;
  const last = tokens.length - 1;
  const [lastTag, nextTag] = [tags[last], next.tags[0]];
  if (!goesOn(lastTag, nextTag, scheme)) return [];
  return [
    {
      kind: 'split-entity',
      place: { path, line: lineOf(previous, last) },
      message: `${lastTag} at the end, ${nextTag} at the start of the next sentence (${showToken(next.tokens[0])})`,
      excerpt: excerptAround(tokens, last, last + 1),
      others: [{ path, line: next.line }],
    },
  ];
}

function goesOn(lastTag: string, nextTag: string, scheme: TagScheme): boolean {
  if (scheme === 'IOB1' || lastTag.slice(2) !== nextTag.slice(2)) return false;
  return /^[BIM]-/.test(lastTag) && /^[IMEL]-/.test(nextTag);
}
