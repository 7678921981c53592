// The line after each epoch.
import { f1, precision, recall } from '../../evaluation/score.js';
import type { EpochSummary } from '../../training/epoch.js';
import type { EpochEvent } from '../../training/train.js';

/**
 * One line of at most 125 columns: loss, learning rate of the last step, gradient norm (median,
 * largest and share of clipped steps), scores on dev, a mark if they are those of the averaged
 * weights, and the best F1 so far with its epoch.
 */
export function renderEpoch(event: EpochEvent, epochs: number): string {
  const { epoch, loss, learningRate, weights, dev, best } = event;
  const [p, r, f] = [precision, recall, f1].map((ratio) => percent(ratio(dev.overall)));
  return [
    `epoch ${String(epoch).padStart(String(epochs).length)}/${epochs}`,
    `loss ${loss.toFixed(3)}`,
    `rate ${learningRate.toExponential(1)}`,
    renderNorms(event),
    `P ${p} R ${r} F1 ${f}${weights === 'averaged' ? ' averaged' : ''}`,
    `best ${percent(f1(best.dev.overall))} (${best.epoch})`,
  ].join('  ');
}

function renderNorms(summary: EpochSummary): string {
  const { medianGradientNorm, largestGradientNorm, clippedCount, stepCount } = summary;
  const median = short(medianGradientNorm).padStart(3);
  const largest = short(largestGradientNorm).padStart(3);
  const clipped = `${Math.round((100 * clippedCount) / stepCount)}%`.padStart(3);
  return `norm ${median} max ${largest} clip ${clipped}`;
}

// Two digits, in at most five columns.
const short = (value: number) =>
  value > 0 && (value < 0.1 || value >= 1000)
    ? value.toExponential(0)
    : String(Number(value.toPrecision(2)));

// Five columns: two decimals, except for 100.0.
const percent = (value: number) => value.toFixed(2).slice(0, 5).padStart(5);
