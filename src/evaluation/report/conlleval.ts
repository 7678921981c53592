// The table of conlleval.pl, digit for digit (Tjong Kim Sang & De Meulder 2003).
import { accuracy, f1, precision, recall, type Score, type SpanCounts } from '../score.js';

/** The lines that conlleval.pl prints, each ending with a line feed. */
export function renderConlleval(score: Score): string {
  const { tokenCount, overall } = score;
  const counts = `processed ${tokenCount} tokens with ${overall.gold} phrases; found: ${overall.predicted} phrases; correct: ${overall.correct}.\n`;
  const ratios =
    tokenCount === 0
      ? ''
      : `accuracy: ${renderPercent(accuracy(score))}%; ${renderRatios(overall)}\n`;
  const types = [...score.types].map(
    ([label, type]) => `${label.padStart(17)}: ${renderRatios(type)}  ${type.predicted}\n`,
  );
  return counts + ratios + types.join('');
}

function renderRatios(counts: SpanCounts): string {
  return `precision: ${renderPercent(precision(counts))}%; recall: ${renderPercent(recall(counts))}%; FB1: ${renderPercent(f1(counts))}`;
}

/** The same digits as %6.2f in C. */
export function renderPercent(value: number): string {
  // Halfway between two values, C rounds to the even one and toFixed up. A binary number is halfway
  // only at an odd eighth, and the lower value is the even one at 1/8 and 5/8.
  const isHalfwayAboveEven = (8 * value) % 4 === 1;
  return (isHalfwayAboveEven ? value - 1 / 256 : value).toFixed(2).padStart(6);
}
