import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createCountTable } from '../../src/evaluation/count-table.js';

const added = fc.record({
  row: fc.constantFrom('a', 'b'),
  // Counts and distances of one, two and more bytes.
  gold: fc.oneof(fc.nat(3), fc.nat(1 << 20)),
  predicted: fc.nat(200),
  halves: fc.nat(300),
});
const sentences = fc.array(fc.tuple(fc.nat(20_000), fc.array(added, { maxLength: 4 })), {
  maxLength: 20,
});

test('the columns of a row are what was added to it, sentence by sentence', () => {
  fc.assert(
    fc.property(sentences, (steps) => {
      const table = createCountTable();
      const expected = new Map<string, Map<number, number[]>>();
      let sentence = 0;
      for (const [skipped, additions] of steps) {
        for (const { row, gold, predicted, halves } of additions) {
          table.add(row, gold, predicted, halves / 2);
          const columns = expected.get(row) ?? new Map<number, number[]>();
          const [a, b, c] = columns.get(sentence) ?? [0, 0, 0];
          expected.set(row, columns.set(sentence, [a + gold, b + predicted, c + halves / 2]));
        }
        for (let index = 0; index <= skipped; index++) table.endSentence();
        sentence += skipped + 1;
      }
      expect(table.sentenceCount()).toBe(sentence);
      for (const [row, columns] of expected) {
        const found = table.columnsOf(row);
        expect([...found.sentences]).toEqual([...columns.keys()]);
        const counts = [...columns.values()];
        expect([...found.gold]).toEqual(counts.map(([gold]) => gold));
        expect([...found.predicted]).toEqual(counts.map(([, predicted]) => predicted));
        expect([...found.correct]).toEqual(counts.map(([, , correct]) => correct));
      }
    }),
  );
});

test('a row of more than one block of bytes is read to its end', () => {
  const table = createCountTable();
  for (let sentence = 0; sentence < 100_000; sentence++) {
    table.add('a', 2, sentence % 3, 0.5);
    table.endSentence();
  }
  const { predicted } = table.columnsOf('a');
  expect(predicted).toHaveLength(100_000);
  expect(predicted.every((count, sentence) => count === sentence % 3)).toBe(true);
});

test('the counts of a sentence with as many correct entities take two bytes', () => {
  const before = process.memoryUsage().arrayBuffers;
  const table = createCountTable();
  const row = table.rowNamed('a');
  const sentenceCount = 500_000;
  for (let sentence = 0; sentence < sentenceCount; sentence++) {
    row.add(1, 1, 1);
    table.endSentence();
  }
  const taken = process.memoryUsage().arrayBuffers - before;
  expect(taken).toBeLessThan(2.5 * sentenceCount);
  expect(table.totalOf('a').gold).toBe(sentenceCount);
});
