// Sentences and tokens that are so long that a sentence end or a separator may be missing.
import { lineOf } from '../corpora/sentence-source.js';
import { excerptAround, excerptFrom } from './excerpts.js';
import type { Finding } from './finding.js';
import { LONGEST_SENTENCE, LONGEST_TOKEN } from './limits.js';
import type { CheckedCorpus } from './parse-corpus.js';

/** The longest first. */
export function findLongSentences(corpora: readonly CheckedCorpus[]): Finding[] {
  return corpora
    .flatMap(({ sentences }) => sentences)
    .filter(({ tokens }) => tokens.length > LONGEST_SENTENCE)
    .sort((a, b) => b.tokens.length - a.tokens.length)
    .map(({ path, line, tokens }) => ({
      kind: 'long-sentence',
      place: { path, line },
      message: `${tokens.length} tokens`,
      excerpt: excerptFrom(tokens),
    }));
}

/** The longest first. */
export function findLongTokens(corpora: readonly CheckedCorpus[]): Finding[] {
  const found: { readonly length: number; readonly finding: Finding }[] = [];
  for (const { sentences } of corpora) {
    for (const sentence of sentences) {
      const { path, tokens } = sentence;
      for (let index = 0; index < tokens.length; index++) {
        const token = tokens[index];
        if (token.length <= LONGEST_TOKEN || token.includes('://')) continue;
        const finding: Finding = {
          kind: 'long-token',
          place: { path, line: lineOf(sentence, index) },
          message: `${token.length} characters`,
          excerpt: excerptAround(tokens, index, index + 1),
        };
        found.push({ length: token.length, finding });
      }
    }
  }
  return found.sort((a, b) => b.length - a.length).map(({ finding }) => finding);
}
