// Tags that are illegal in the scheme of their corpus.
import { violationsIn } from '../corpora/violations.js';
import { type Check, createOnePassCheck } from './check.js';
import { excerptAround } from './corpus/excerpts.js';
import { createFindings } from './finding.js';

export function createIllegalTagCheck(): Check {
  const found = createFindings();
  return createOnePassCheck((sentence, { scheme }) => {
    const { path, tokens, lines } = sentence;
    for (const { line, what } of violationsIn(sentence, scheme)) {
      const index = lines?.indexOf(line) ?? line - sentence.line;
      found.add(() => ({
        kind: 'illegal-tag',
        place: { path, line },
        message: `${what}, illegal in ${scheme}`,
        excerpt: excerptAround(tokens, index, index + 1),
        isRepairable: true,
      }));
    }
  }, found.list);
}
