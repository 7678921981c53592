// Entities that a sentence end cuts in two.
import { lineOf } from '../corpora/sentence-source.js';
import type { TagScheme } from '../corpora/tag-scheme.js';
import { excerptAround, showToken } from './excerpts.js';
import type { Finding } from './finding.js';
import type { CheckedCorpus } from './parse-corpus.js';

/**
 * Sentences that end inside an entity, if the next one begins with its continuation. IOB1 cannot
 * tell such a continuation from a new entity, so that nothing is found there.
 */
export function findSplitEntities({ path, sentences, scheme }: CheckedCorpus): Finding[] {
  const findings: Finding[] = [];
  for (let index = 1; index < sentences.length; index++) {
    const { tokens, tags } = sentences[index - 1];
    const next = sentences[index];
    const last = tokens.length - 1;
    const [lastTag, nextTag] = [tags[last], next.tags[0]];
    if (!goesOn(lastTag, nextTag, scheme)) continue;
    findings.push({
      kind: 'split-entity',
      place: { path, line: lineOf(sentences[index - 1], last) },
      message: `${lastTag} at the end, ${nextTag} at the start of the next sentence (${showToken(next.tokens[0])})`,
      excerpt: excerptAround(tokens, last, last + 1),
      others: [{ path, line: next.line }],
    });
  }
  return findings;
}

function goesOn(lastTag: string, nextTag: string, scheme: TagScheme): boolean {
  if (scheme === 'IOB1' || lastTag.slice(2) !== nextTag.slice(2)) return false;
  return /^[BIM]-/.test(lastTag) && /^[IMEL]-/.test(nextTag);
}
