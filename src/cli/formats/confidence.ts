// Confidences as the formats show them.

const DIGITS = 4;
const SMALLEST = 0.0001;

/** Rounded, but 0 and 1 stand only for themselves. */
export function roundConfidence(confidence: number): number {
  if (confidence === 0 || confidence === 1) return confidence;
  const rounded = Number(confidence.toFixed(DIGITS));
  return Math.min(Math.max(rounded, SMALLEST), 1 - SMALLEST);
}
