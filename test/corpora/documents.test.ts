import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { documentsOf, documentTokens, hasDocuments } from '../../src/corpora/documents.js';

const sentence = fc.record({
  startsDocument: fc.constantFrom(true as const, undefined),
  tokens: fc.array(fc.constantFrom('a', 'b'), { minLength: 1, maxLength: 3 }),
});

test('documents have all sentences in order, and begin at the marks', () => {
  fc.assert(
    fc.property(fc.array(sentence), (sentences) => {
      const documents = [...documentsOf(sentences)];
      expect(documents.flat()).toEqual(sentences);
      expect(documents.every(({ length }) => length > 0)).toBe(true);
      const first = sentences.findIndex(({ startsDocument }) => startsDocument);
      const unmarked = first < 0 ? sentences.length : first;
      // Those before the first mark are alone.
      expect(documents.slice(0, unmarked)).toEqual(
        sentences.slice(0, unmarked).map((sentence) => [sentence]),
      );
      for (const [start, ...others] of documents.slice(unmarked)) {
        expect(start.startsDocument).toBe(true);
        expect(others.some(({ startsDocument }) => startsDocument)).toBe(false);
      }
      expect(documentTokens(sentences).flat()).toEqual(sentences.map(({ tokens }) => tokens));
    }),
  );
});

test('a document of more than 20,000 tokens is cut between sentences', () => {
  const tokens = new Array(7_000).fill('a');
  const sentences = [{ startsDocument: true as const, tokens }, ...new Array(7).fill({ tokens })];
  expect([...documentsOf(sentences)].map(({ length }) => length)).toEqual([3, 3, 2]);
});

test.each([
  [[false, false], false],
  [[true, true], false],
  [[false, false, true], false],
  [[false, true, false], true],
])('with marks before the sentences %j, documents of several sentences: %s', (marks, expected) => {
  const sentences = marks.map((mark) => (mark ? { startsDocument: true as const } : {}));
  expect(hasDocuments(sentences)).toBe(expected);
});
