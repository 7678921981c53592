// Expected calibration error: the distance between confidence and accuracy, bin by bin.
//
// Source: Naeini, Cooper & Hauskrecht 2015, Obtaining well calibrated probabilities using Bayesian
// binning; equation 3 of Guo et al. 2017, On calibration of modern neural networks,
// https://arxiv.org/abs/1706.04599, and its code, https://github.com/gpleiss/temperature_scaling.
//
// Sources differ for a confidence on an edge. The bins of Guo et al. are closed on the right, ((b -
// 1) / B, b / B], and their code puts a confidence of 0 into no bin; here it is in the first. The
// bins of torchmetrics are closed on the left, and a confidence of 1 has a bin of its own; here it
// is in the last.

/** The side of a bin whose edge belongs to it. */
export type ClosedSide = 'right' | 'left';

export interface CalibrationBin {
  readonly lower: number;
  readonly upper: number;
  readonly count: number;
  /** Mean confidence; NaN in an empty bin. */
  readonly confidence: number;
  /** Share of correct predictions; NaN in an empty bin. */
  readonly accuracy: number;
}

export interface Prediction {
  /** From 0 to 1. */
  readonly confidence: number;
  readonly isCorrect: boolean;
}

/**
 *   ECE = Σ_b (n_b / n) |accuracy_b - confidence_b|
 *
 * over bins of equal width; 0 without predictions.
 */
export function expectedCalibrationError(
  predictions: readonly Prediction[],
  binCount: number,
  closedSide: ClosedSide = 'right',
): number {
  return calibrationBins(predictions, binCount, closedSide)
    .filter(({ count }) => count > 0)
    .map(({ count, accuracy, confidence }) => count * Math.abs(accuracy - confidence))
    .reduce((sum, gap) => sum + gap / predictions.length, 0);
}

/** Bins of equal width. Throws if there are none or if a confidence is not from 0 to 1. */
export function calibrationBins(
  predictions: readonly Prediction[],
  binCount: number,
  closedSide: ClosedSide = 'right',
): CalibrationBin[] {
  if (!(Number.isInteger(binCount) && binCount >= 1)) {
    throw new Error(`expected a positive number of bins, found ${binCount}`);
  }
  for (const { confidence } of predictions) {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new Error(`expected a confidence from 0 to 1, found ${confidence}`);
    }
  }
  return Array.from({ length: binCount }, (_, bin) => {
    const [lower, upper] = [bin / binCount, (bin + 1) / binCount];
    const members = predictions.filter(({ confidence }) =>
      closedSide === 'right'
        ? (confidence > lower || bin === 0) && confidence <= upper
        : confidence >= lower && (confidence < upper || bin === binCount - 1),
    );
    return {
      lower,
      upper,
      count: members.length,
      confidence: mean(members.map(({ confidence }) => confidence)),
      accuracy: mean(members.map(({ isCorrect }) => (isCorrect ? 1 : 0))),
    };
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
