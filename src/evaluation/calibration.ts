// Calibration: whether a confidence of 0.8 means that 80 of 100 such entities are correct.

/** A predicted entity with its confidence, and whether the corpus has it. */
export interface JudgedConfidence {
  /** From 0 to 1. */
  readonly confidence: number;
  readonly isCorrect: boolean;
}

/** The predicted entities whose confidences are in one bin. */
export interface ReliabilityBin {
  /** The bin reaches from here to below `to`; the last one includes 1. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly correct: number;
  /** Mean confidence; 0 if the bin is empty. */
  readonly confidence: number;
}

export interface Calibration {
  /** Expected calibration error, from 0 to 1. */
  readonly error: number;
  readonly count: number;
  readonly bins: readonly ReliabilityBin[];
}

/** Bins of equal width, as many as Guo et al. (2017) use. */
export const BIN_COUNT = 15;

/** Keeps sums only, as the entities may be many. */
export interface CalibrationBins {
  add(judgment: JudgedConfidence): void;
  /** Undefined without entities. */
  calibration(): Calibration | undefined;
}

/**
 * The reliability diagram (DeGroot & Fienberg 1983) and the expected calibration error (Naeini et
 * al. 2015): the mean, over all entities, of the difference between the confidence of their bin and
 * the share of its entities that are correct.
 */
export function createCalibrationBins(): CalibrationBins {
  const sums = Array.from({ length: BIN_COUNT }, () => ({ count: 0, correct: 0, confidence: 0 }));
  let count = 0;
  return {
    add: ({ confidence, isCorrect }) => {
      // Scores beyond the range of float32 have no probability.
      if (Number.isNaN(confidence)) return;
      const bin = sums[Math.min(BIN_COUNT - 1, Math.floor(confidence * BIN_COUNT))];
      count++;
      bin.count++;
      bin.confidence += confidence;
      if (isCorrect) bin.correct++;
    },
    calibration: () => {
      if (count === 0) return undefined;
      const differences = sums.map(({ confidence, correct }) => Math.abs(confidence - correct));
      const error = differences.reduce((sum, difference) => sum + difference, 0) / count;
      return { error, count, bins: sums.map(binOf) };
    },
  };
}

const binOf = (sums: Omit<ReliabilityBin, 'from' | 'to'>, index: number): ReliabilityBin => ({
  from: index / BIN_COUNT,
  to: (index + 1) / BIN_COUNT,
  ...sums,
  confidence: sums.count === 0 ? 0 : sums.confidence / sums.count,
});

export function calibrationOf(judgments: readonly JudgedConfidence[]): Calibration | undefined {
  const bins = createCalibrationBins();
  judgments.forEach(bins.add);
  return bins.calibration();
}
