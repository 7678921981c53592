// Tags that are illegal in the scheme of their corpus.
import { violationsIn } from '../corpora/violations.js';
import { excerptAround } from './excerpts.js';
import type { Finding } from './finding.js';
import type { CheckedCorpus } from './parse-corpus.js';

export function findIllegalTags({ sentences, scheme }: CheckedCorpus): Finding[] {
  return sentences.flatMap((sentence) =>
    violationsIn(sentence, scheme).map(({ line, what }) => {
      const index = line - sentence.line;
      return {
        kind: 'illegal-tag',
        place: { path: sentence.path, line },
        message: `${what}, illegal in ${scheme}`,
        excerpt: excerptAround(sentence.tokens, index, index + 1),
        isRepairable: true,
      } as const;
    }),
  );
}
