// The line after each epoch.
import { f1, precision, recall } from '../../../evaluation/score.js';
import type { EpochSummary } from '../../../training/epoch.js';
import type { FittedEpochEvent } from '../../../training/final-fit/fit-again.js';
import type { TrainingOptions } from '../../../training/optimization/options.js';
import type { EpochEvent } from '../../../training/train.js';
import { renderSpeed } from '../../terminal/numbers.js';

export interface EpochLayout {
  readonly columns: number;
  /** Figures that do not fit the line are left out, or follow in more lines with --verbose. */
  readonly overflow: 'left out' | 'wrapped';
}

/**
 * One line, the most important figures first: F1 on dev, marked if it is that of the averaged
 * weights; the best F1 so far with its epoch; loss; speed; precision and recall; learning rate of
 * the last step; gradient norm (median, largest and share of clipped steps).
 *
 * @param tokensPerSecond speed of the epoch
 */
export function renderEpoch(
  event: EpochEvent,
  tokensPerSecond: number,
  options: Pick<TrainingOptions, 'epochs' | 'averaging'>,
  layout: EpochLayout,
): string {
  const { epoch, loss, learningRate, dev, best } = event;
  const digits = String(options.epochs).length;
  const [p, r] = [precision, recall].map((ratio) => percent(ratio(dev.overall)));
  const figures = [
    `F1 ${percent(f1(dev.overall))}${renderWeights(event, options)}`,
    `best ${percent(f1(best.dev.overall))} ${`(${best.epoch})`.padEnd(digits + 2)}`,
    `loss ${loss.toFixed(3).padStart(6)}`,
    renderSpeed(tokensPerSecond),
    `P ${p} R ${r}`,
    `rate ${learningRate.toExponential(1)}`,
    renderNorms(event),
  ];
  return layOut(renderLabel(epoch, options), figures, layout);
}

/** The line of an epoch that has no score. */
export function renderFittedEpoch(
  event: FittedEpochEvent,
  tokensPerSecond: number,
  options: Pick<TrainingOptions, 'epochs'>,
  layout: EpochLayout,
): string {
  const { epoch, loss, learningRate } = event;
  const figures = [
    `loss ${loss.toFixed(3).padStart(6)}`,
    renderSpeed(tokensPerSecond),
    `rate ${learningRate.toExponential(1)}`,
    renderNorms(event),
  ];
  return layOut(renderLabel(epoch, options), figures, layout);
}

const renderLabel = (epoch: number, { epochs }: Pick<TrainingOptions, 'epochs'>) =>
  `epoch ${String(epoch).padStart(String(epochs).length)}/${epochs}`;

function layOut(label: string, figures: readonly string[], layout: EpochLayout): string {
  const lines = [label];
  for (const figure of figures) {
    const line = `${lines.at(-1)}  ${figure}`;
    if (line.length <= layout.columns) lines[lines.length - 1] = line;
    else if (layout.overflow === 'left out') break;
    else lines.push(`${' '.repeat(label.length)}  ${figure}`);
  }
  return lines.map((line) => line.trimEnd()).join('\n');
}

// As wide without a mark as with one, if there may be one.
function renderWeights(
  { weights }: EpochEvent,
  { averaging }: Pick<TrainingOptions, 'averaging'>,
): string {
  if (averaging === 'none') return '';
  return ` ${weights === 'averaged' ? 'averaged' : ''}`.padEnd(' averaged'.length);
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
