import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { documentsOf } from '../../src/corpora/documents.js';
import { createRandom } from '../../src/tensors/random.js';
import { holdOut } from '../../src/training/hold-out.js';

function corpus(count: number) {
  return Array.from({ length: count }, (_, n) => ({
    tokens: [`word${n}`],
    spans: [],
    line: n + 1,
  }));
}

const lines = (sentences: readonly { readonly line: number }[]) =>
  sentences.map(({ line }) => line);

test.each([
  [2, 1],
  [10, 1],
  [14, 1],
  [15, 2],
  [100, 10],
  [7191, 719],
])('of %i sentences %i are held out', (count, heldOut) => {
  const { train, dev } = holdOut(corpus(count), createRandom(1));
  expect(dev).toHaveLength(heldOut);
  expect(train).toHaveLength(count - heldOut);
});

test('each sentence is in one of the parts, which keep the order of the corpus', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 200 }), fc.nat(), (count, seed) => {
      const sentences = corpus(count);
      const { train, dev } = holdOut(sentences, createRandom(seed));
      for (const side of [train, dev]) {
        expect(side.length).toBeGreaterThan(0);
        expect(lines(side)).toEqual(lines(side).toSorted((a, b) => a - b));
      }
      expect([...lines(train), ...lines(dev)].sort((a, b) => a - b)).toEqual(lines(sentences));
    }),
  );
});

test('the same seed holds out the same sentences, another seed others', () => {
  const heldOut = (seed: number) => lines(holdOut(corpus(200), createRandom(seed)).dev);
  expect(heldOut(1)).toEqual(heldOut(1));
  expect(heldOut(2)).not.toEqual(heldOut(1));
});

test('sentences are held out from all parts of the corpus', () => {
  const drawn = lines(holdOut(corpus(1000), createRandom(1)).dev);
  for (let quarter = 0; quarter < 4; quarter++) {
    const inQuarter = drawn.filter((line) => Math.floor((line - 1) / 250) === quarter);
    // 25 expected; fewer than 10 or more than 40 would be 3.5 deviations off.
    expect(inQuarter.length).toBeGreaterThan(10);
    expect(inQuarter.length).toBeLessThan(40);
  }
});

test('no sentence gets into another document', () => {
  fc.assert(
    fc.property(
      fc.array(fc.boolean(), { minLength: 2, maxLength: 100 }),
      fc.nat(),
      (marks, seed) => {
        const sentences = corpus(marks.length).map((sentence, index) =>
          marks[index] ? { ...sentence, startsDocument: true as const } : sentence,
        );
        const documentOf = new Map(
          [...documentsOf(sentences)].flatMap((document) =>
            document.map(({ line }) => [line, document[0].line] as const),
          ),
        );
        const { train, dev } = holdOut(sentences, createRandom(seed));
        for (const side of [train, dev]) {
          const found = [...documentsOf(side)].map((document) => lines(document));
          const expected = new Map<number | undefined, number[]>();
          for (const line of lines(side)) {
            const start = documentOf.get(line);
            expected.set(start, [...(expected.get(start) ?? []), line]);
          }
          expect(found).toEqual([...expected.values()]);
        }
      },
    ),
  );
});
