// Sentences and tokens that are so long that a sentence end or a separator may be missing.
import { lineOf } from '../corpora/sentence-source.js';
import { type Check, createOnePassCheck } from './check.js';
import { excerptAround, excerptFrom } from './corpus/excerpts.js';
import type { Finding } from './finding.js';
import { LONGEST_SENTENCE, LONGEST_TOKEN } from './limits.js';

interface LongFinding {
  readonly length: number;
  readonly finding: Finding;
}

/** The longest first. */
export function createLongSentenceCheck(): Check {
  const found: LongFinding[] = [];
  return createOnePassCheck(
    ({ path, line, tokens }) => {
      const { length } = tokens;
      if (length <= LONGEST_SENTENCE) return;
      const finding: Finding = {
        kind: 'long-sentence',
        place: { path, line },
        message: `${length} tokens`,
        excerpt: excerptFrom(tokens),
      };
      found.push({ length, finding });
    },
    () => longestFirst(found),
  );
}

/** The longest first. */
export function createLongTokenCheck(): Check {
  const found: LongFinding[] = [];
  return createOnePassCheck(
    (sentence) => {
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
    },
    () => longestFirst(found),
  );
}

const longestFirst = (found: readonly LongFinding[]): Finding[] =>
  found.toSorted((a, b) => b.length - a.length).map(({ finding }) => finding);
