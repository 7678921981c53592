// Sentences and tokens that are so long that a sentence end or a separator may be missing.
import { lineOf } from '../corpora/sentence-source.js';
import { type Check, createOnePassCheck } from './check.js';
import { excerptAround, excerptFrom } from './corpus/excerpts.js';
import { createFindings, type Finding } from './finding.js';
import { LONGEST_SENTENCE, LONGEST_TOKEN } from './limits.js';

/** The longest first. */
export function createLongSentenceCheck(): Check {
  const found = createLongFindings();
  return createOnePassCheck(({ path, line, tokens }) => {
    const { length } = tokens;
    if (length <= LONGEST_SENTENCE) return;
    found.add(length, () => ({
      kind: 'long-sentence',
      place: { path, line },
      message: `${length} tokens`,
      excerpt: excerptFrom(tokens),
    }));
  }, found.longestFirst);
}

/** The longest first. */
export function createLongTokenCheck(): Check {
  const found = createLongFindings();
  return createOnePassCheck((sentence) => {
    const { path, tokens } = sentence;
    for (let index = 0; index < tokens.length; index++) {
      const token = tokens[index];
      if (token.length <= LONGEST_TOKEN || token.includes('://')) continue;
      found.add(token.length, () => ({
        kind: 'long-token',
        place: { path, line: lineOf(sentence, index) },
        message: `${token.length} characters`,
        excerpt: excerptAround(tokens, index, index + 1),
      }));
    }
  }, found.longestFirst);
}

function createLongFindings() {
  const found = createFindings();
  const lengths = new Map<Finding, number>();
  return {
    add: (length: number, make: () => Finding) =>
      found.add(() => {
        const finding = make();
        lengths.set(finding, length);
        return finding;
      }),
    // What stands for others has no length, and comes last.
    longestFirst: () => found.list().sort((a, b) => (lengths.get(b) ?? 0) - (lengths.get(a) ?? 0)),
  };
}
