// Training events as a bar within the epoch, on a terminal, and a line after it, everywhere.
import { f1, precision, recall } from '../../evaluation/score.js';
import { renderExplosion } from '../../training/divergence.js';
import type { BatchEvent, EpochSummary } from '../../training/epoch.js';
import type { RollbackEvent } from '../../training/rollback.js';
import type { EpochEvent, TrainingEvent } from '../../training/train.js';
import { createBar } from '../terminal/bar.js';
import { type RunPlace, renderNumber, renderPlace } from './render-runs.js';

export interface Progress {
  /** What comes is another run's. */
  startRun(place: RunPlace): void;
  show(event: TrainingEvent): void;
  /** Takes the bar away, whatever has happened. */
  stop(): void;
}

export interface ProgressSize {
  readonly epochs: number;
  readonly tokenCount: number;
}

const BAR_FORMAT =
  '{run}epoch {epoch}/{epochs} {bar} {percentage}% | {speed} | loss {loss} | {left} left';

/** Writes to `stderr`; the bar appears where that is a terminal. */
export function createProgress(
  stderr: NodeJS.WriteStream,
  { epochs, tokenCount }: ProgressSize,
): Progress {
  const bar = createBar(stderr, BAR_FORMAT);
  const line = (text: string) => {
    bar.stop();
    stderr.write(`${text}\n`);
  };
  let startedAt = performance.now();
  let trainedAt = startedAt;
  let trainedMs = 0;
  let epochCount = 0;
  let run = '';

  function startRun(place: RunPlace): void {
    line(`${renderPlace(place)}:`);
    run = `${renderNumber(place)} | `;
    startedAt = performance.now();
    trainedMs = 0;
    epochCount = 0;
  }

  function showBatch({ epoch, loss, tokenCount: done }: BatchEvent): void {
    trainedAt = performance.now();
    const seconds = (trainedAt - startedAt) / 1000;
    const speed = renderSpeed(done, seconds);
    const left = renderDuration((seconds * (tokenCount - done)) / done);
    const payload = { run, epoch, epochs, speed, loss: loss.toFixed(3), left };
    bar.show(done, tokenCount, payload);
  }

  function show(event: TrainingEvent): void {
    switch (event.kind) {
      case 'batch':
        showBatch(event);
        break;
      case 'explosion':
        line(`tagger: warning: ${event.warning}`);
        break;
      case 'rollback':
        line(renderRollback(event));
        startedAt = performance.now();
        break;
      case 'epoch':
        line(renderEpoch(event, epochs));
        epochCount++;
        trainedMs += trainedAt - startedAt;
        startedAt = performance.now();
        break;
      case 'end':
        if (epochCount > 0) {
          line(`trained at ${renderSpeed(tokenCount * epochCount, trainedMs / 1000)}`);
        }
    }
  }
  return { startRun, show, stop: () => bar.stop() };
}

/**
 * One line of at most 125 columns: loss, the rate of the last step, the gradient's norm (median, largest, share of the
 * steps that were clipped), scores on dev, whether it is the averaged weights that score so, and the best F1 so far with
 * its epoch.
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

// Two digits, in five columns at most.
const short = (value: number) =>
  value > 0 && (value < 0.1 || value >= 1000)
    ? value.toExponential(0)
    : String(Number(value.toPrecision(2)));

/** What exploded, and what is done about it. */
export function renderRollback({ explosion, keptEpoch, learningRate }: RollbackEvent): string {
  const kept = keptEpoch === 0 ? 'first weights' : `weights of epoch ${keptEpoch}`;
  const rate = Number(learningRate.toPrecision(3));
  return `${renderExplosion(explosion)}: back to the ${kept}, with half the learning rate, ${rate}`;
}

// In five columns: two decimals, but for 100.0.
const percent = (value: number) => value.toFixed(2).slice(0, 5).padStart(5);

function renderSpeed(tokenCount: number, seconds: number): string {
  return `${Math.round(tokenCount / Math.max(seconds, 1e-3)).toLocaleString('en')} tokens/s`;
}

function renderDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
