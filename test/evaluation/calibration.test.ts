import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { calibrationOf } from '../../src/evaluation/calibration.js';

test('without entities there is no calibration', () => {
  expect(calibrationOf([])).toBeUndefined();
});

test('the error is the mean distance of confidence and share, by bin', () => {
  const calibration = calibrationOf([
    { confidence: 0.9, isCorrect: true },
    { confidence: 0.92, isCorrect: false },
    { confidence: 0.1, isCorrect: false },
    { confidence: 1, isCorrect: true },
  ])!;
  // 0.9 and 0.92 share the bin from 13/15 to 14/15.
  const expected = (Math.abs(1.82 - 1) + 0.1 + 0) / 4;
  expect(calibration.error).toBeCloseTo(expected, 12);
  expect(calibration.count).toBe(4);
  expect(calibration.bins).toHaveLength(15);
  expect(calibration.bins[13]).toMatchObject({ count: 2, correct: 1 });
  expect(calibration.bins[13].confidence).toBeCloseTo(0.91, 12);
  expect(calibration.bins[14]).toMatchObject({ count: 1, correct: 1, confidence: 1, to: 1 });
  expect(calibration.bins[0]).toMatchObject({ from: 0, count: 0, correct: 0, confidence: 0 });
});

test('every entity is in the bin of its confidence, and the error is a share', () => {
  const judgment = fc.record({
    confidence: fc.double({ min: 0, max: 1, noNaN: true }),
    isCorrect: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(judgment, { minLength: 1 }), (judgments) => {
      const { error, bins } = calibrationOf(judgments)!;
      expect(error).toBeGreaterThanOrEqual(0);
      expect(error).toBeLessThanOrEqual(1);
      const sum = (of: 'count' | 'correct') => bins.reduce((total, bin) => total + bin[of], 0);
      expect(sum('count')).toBe(judgments.length);
      expect(sum('correct')).toBe(judgments.filter(({ isCorrect }) => isCorrect).length);
      for (const { count, confidence, from, to } of bins) {
        if (count === 0) continue;
        expect(confidence).toBeGreaterThanOrEqual(from - 1e-12);
        expect(confidence).toBeLessThanOrEqual(to + 1e-12);
      }
    }),
  );
});

test('a confidence that is NaN is not counted', () => {
  const known = { confidence: 0.9, isCorrect: true };
  expect(calibrationOf([known, { confidence: Number.NaN, isCorrect: true }])).toEqual(
    calibrationOf([known]),
  );
});
