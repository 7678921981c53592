import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { layOutSteps } from '../../src/layers/layer.js';
import { blocksOf, segmentsOf } from '../../src/layers/segments.js';
import { freshEngine } from '../kernels/fresh-engine.js';
import { tokensInOrder } from './time-major.js';

const fallingLengths = fc
  .array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 8 })
  .map((lengths) => lengths.sort((a, b) => b - a));

test('steps lie one after the other, each with one row for every sentence that is long enough', () => {
  fc.assert(
    fc.property(fallingLengths, (lengths) => {
      const engine = freshEngine();
      const steps = layOutSteps(engine, lengths);
      const tokens = tokensInOrder(lengths);
      expect(steps).toMatchObject({ B: lengths.length, T: lengths[0], R: tokens.length, lengths });
      for (const [row, { t, sentence }] of tokens.entries()) {
        expect(steps.rowStarts[t] + sentence).toBe(row);
        expect(sentence).toBeLessThan(steps.liveRows[t]);
      }
      const total = steps.liveRows.reduce((sum, live) => sum + live, 0);
      expect(total).toBe(tokens.length);
      const starts = engine.memory.integers(steps.rowStartsAddress, steps.T);
      expect(Array.from(starts)).toEqual(steps.rowStarts);
    }),
  );
});

test.each([false, true])(
  'segments cover each row once, after the row before it of the same sentence (reverse: %s)',
  (isReverse) => {
    fc.assert(
      fc.property(fallingLengths, (lengths) => {
        const steps = layOutSteps(freshEngine(), lengths);
        const tokens = tokensInOrder(lengths);
        const rowOf = new Map(tokens.map(({ t, sentence }, row) => [`${t} ${sentence}`, row]));
        const done = new Set<number>();
        for (const segment of segmentsOf(steps, isReverse)) {
          expect(segment.rows).toBeGreaterThan(0);
          for (let k = 0; k < segment.rows; k++) {
            const row = segment.row + k;
            const { t, sentence } = tokens[row];
            expect(sentence).toBe(segment.sentence + k);
            const before = rowOf.get(`${isReverse ? t + 1 : t - 1} ${sentence}`);
            expect(segment.previousRow < 0 ? undefined : segment.previousRow + k).toBe(before);
            if (before !== undefined) expect(done.has(before)).toBe(true);
            expect(done.has(row)).toBe(false);
            done.add(row);
          }
        }
        expect(done.size).toBe(tokens.length);
      }),
    );
  },
);

test.each([false, true])(
  'blocks are the segments in their order, with contiguous rows, and bounded (reverse: %s)',
  (isReverse) => {
    fc.assert(
      fc.property(fallingLengths, fc.integer({ min: 1, max: 20 }), (lengths, mostRows) => {
        const segments = segmentsOf(layOutSteps(freshEngine(), lengths), isReverse);
        const blocks = blocksOf(segments, mostRows);
        expect(blocks.flatMap((block) => block.segments)).toEqual(segments);
        for (const { first, end, segments: own } of blocks) {
          expect(Math.min(...own.map(({ row }) => row))).toBe(first);
          expect(Math.max(...own.map(({ row, rows }) => row + rows))).toBe(end);
          expect(own.reduce((sum, { rows }) => sum + rows, 0)).toBe(end - first);
          if (own.length > 1) expect(end - first).toBeLessThanOrEqual(mostRows);
        }
        // Sentences of one length have one segment in each step.
        const [longest] = lengths;
        if (lengths.every((length) => length === longest)) {
          const stepsOfBlock = Math.max(1, Math.floor(mostRows / lengths.length));
          expect(blocks.length).toBe(Math.ceil(longest / stepsOfBlock));
        }
      }),
    );
  },
);
