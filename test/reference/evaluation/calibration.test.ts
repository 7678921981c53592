// Examples are those in the docstrings of torchmetrics 1.9, calibration_error.py.
import { expect, test } from '@jest/globals';
import { calibrationBins, expectedCalibrationError, type Prediction } from './calibration.js';

/** Predictions such as `0.25 wrong, 0.75 right`. */
function predictions(text: string): Prediction[] {
  return [...text.matchAll(/(?<confidence>[\d.]+) (?<verdict>right|wrong)/g)].map(({ groups }) => ({
    confidence: Number(groups!.confidence),
    isCorrect: groups!.verdict === 'right',
  }));
}

test.each([
  {
    name: 'binary_calibration_error',
    text: '0.25 wrong, 0.25 wrong, 0.55 right, 0.75 right, 0.75 right',
    binCount: 2,
    error: 0.29,
  },
  {
    name: 'multiclass_calibration_error',
    text: '0.55 wrong, 0.55 wrong, 0.6 right, 0.9 right',
    binCount: 3,
    error: 0.2,
  },
])('the example of $name', ({ text, binCount, error }) => {
  expect(expectedCalibrationError(predictions(text), binCount)).toBeCloseTo(error, 15);
  expect(expectedCalibrationError(predictions(text), binCount, 'left')).toBeCloseTo(error, 15);
});

// By hand: |0.1 - 0| 1/4 + |2.3/3 - 2/3| 3/4.
test('bins have mean confidence, accuracy and count', () => {
  const sample = predictions('0.1 wrong, 0.6 right, 0.8 wrong, 0.9 right');
  const bins = calibrationBins(sample, 2);
  expect(bins.map(({ lower, upper, count }) => [lower, upper, count])).toEqual([
    [0, 0.5, 1],
    [0.5, 1, 3],
  ]);
  expect(bins[1].confidence).toBeCloseTo(2.3 / 3, 15);
  expect(bins[1].accuracy).toBeCloseTo(2 / 3, 15);
  expect(expectedCalibrationError(sample, 2)).toBeCloseTo(0.1 / 4 + 0.3 / 4, 15);
});

test('one bin has the difference of the means', () => {
  const sample = predictions('0.2 right, 0.4 wrong, 0.9 right');
  expect(expectedCalibrationError(sample, 1)).toBeCloseTo(2 / 3 - 0.5, 15);
});

test('a confidence on an edge is in the bin that is closed there', () => {
  const sample = predictions('0.5 wrong, 0.6 right');
  const countsOf = (side: 'left' | 'right') =>
    calibrationBins(sample, 2, side).map(({ count }) => count);
  expect(countsOf('right')).toEqual([1, 1]);
  expect(countsOf('left')).toEqual([0, 2]);
  expect(expectedCalibrationError(sample, 2, 'right')).toBeCloseTo(0.5 / 2 + 0.4 / 2, 15);
  expect(expectedCalibrationError(sample, 2, 'left')).toBeCloseTo(0.05, 15);
});

test('edges are quotients, so that 0.07 is the edge of the seventh bin of a hundred', () => {
  expect(0.07 * 100).toBeGreaterThan(7);
  const binOf = (side: 'left' | 'right') =>
    calibrationBins(predictions('0.07 right'), 100, side).findIndex(({ count }) => count === 1);
  expect(binOf('right')).toBe(6);
  expect(binOf('left')).toBe(7);
});

test.each(['right', 'left'] as const)(
  '0 is in the first and 1 in the last bin closed on the %s',
  (side) => {
    const sample = predictions('0 wrong, 1 right, 1 right');
    expect(calibrationBins(sample, 10, side).map(({ count }) => count)).toEqual([
      1, 0, 0, 0, 0, 0, 0, 0, 0, 2,
    ]);
    expect(expectedCalibrationError(sample, 10, side)).toBe(0);
  },
);

test('certain and wrong predictions have an error of 1', () => {
  expect(expectedCalibrationError(predictions('0 right, 1 wrong'), 15)).toBe(1);
});

test('no predictions have an error of 0', () => {
  expect(expectedCalibrationError([], 15)).toBe(0);
});

test.each([0, -1, 1.5, NaN])('%d bins are refused', (binCount) => {
  expect(() => expectedCalibrationError([], binCount)).toThrow(
    `expected a positive number of bins, found ${binCount}`,
  );
});

test.each([-0.1, 1.1, NaN])('a confidence of %d is refused', (confidence) => {
  expect(() => expectedCalibrationError([{ confidence, isCorrect: true }], 15)).toThrow(
    `expected a confidence from 0 to 1, found ${confidence}`,
  );
});
