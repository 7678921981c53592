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

/**
 * The reliability diagram (DeGroot & Fienberg 1983) and the expected calibration error (Naeini et
 * al. 2015): the mean, over all entities, of the difference between the confidence of their bin and
 * the share of its entities that are correct. Undefined without entities.
 */
export function calibrationOf(judgments: readonly JudgedConfidence[]): Calibration | undefined {
  const count = judgments.length;
  if (count === 0) return undefined;
  const sums = Array.from({ length: BIN_COUNT }, () => ({ count: 0, correct: 0, confidence: 0 }));
  for (const { confidence, isCorrect } of judgments) {
    const bin = sums[Math.min(BIN_COUNT - 1, Math.floor(confidence * BIN_COUNT))];
    bin.count++;
    bin.confidence += confidence;
    if (isCorrect) bin.correct++;
  }
  const error = sums.reduce((sum, bin) => sum + Math.abs(bin.confidence - bin.correct), 0) / count;
  const bins = sums.map((bin, index) => ({
    from: index / BIN_COUNT,
    to: (index + 1) / BIN_COUNT,
    ...bin,
    confidence: bin.count === 0 ? 0 : bin.confidence / bin.count,
  }));
  return { error, count, bins };
}
