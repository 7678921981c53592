// Training events as a bar within the epoch, on a terminal, and a line after it, everywhere.
import { SingleBar } from 'cli-progress';
import { f1, precision, recall } from '../evaluation/score.js';
import type { EpochEvent, TrainingEvent } from '../training/train.js';

export interface Progress {
  show(event: TrainingEvent): void;
  /** Takes the bar away, whatever has happened. */
  stop(): void;
}

export interface ProgressSize {
  readonly epochs: number;
  readonly tokenCount: number;
}

const BAR_FORMAT =
  'epoch {epoch}/{epochs} {bar} {percentage}% | {speed} | loss {loss} | {left} left';

/** Writes to `stderr`; the bar appears where that is a terminal. */
export function createProgress(
  stderr: NodeJS.WriteStream,
  { epochs, tokenCount }: ProgressSize,
): Progress {
  const bar = stderr.isTTY
    ? new SingleBar({
        format: BAR_FORMAT,
        stream: stderr,
        clearOnComplete: true,
        hideCursor: true,
        barsize: 24,
      })
    : undefined;
  let startedAt = performance.now();
  let trainedAt = startedAt;

  return {
    show: (event) => {
      if (event.kind === 'batch') {
        trainedAt = performance.now();
        const seconds = (trainedAt - startedAt) / 1000;
        const payload = {
          epoch: event.epoch,
          epochs,
          speed: renderSpeed(event.tokenCount, seconds),
          loss: event.loss.toFixed(3),
          left: renderDuration((seconds * (tokenCount - event.tokenCount)) / event.tokenCount),
        };
        if (bar && !bar.isActive) bar.start(tokenCount, event.tokenCount, payload);
        else bar?.update(event.tokenCount, payload);
      } else if (event.kind === 'epoch') {
        bar?.stop();
        const speed = renderSpeed(tokenCount, (trainedAt - startedAt) / 1000);
        stderr.write(`${renderEpoch(event, epochs)}  ${speed}\n`);
        startedAt = performance.now();
      }
    },
    stop: () => bar?.stop(),
  };
}

/** One line: loss, scores on dev, and the best F1 so far with its epoch. */
export function renderEpoch({ epoch, loss, dev, best }: EpochEvent, epochs: number): string {
  const count = `${String(epoch).padStart(String(epochs).length)}/${epochs}`;
  const [p, r, f] = [precision, recall, f1].map((ratio) => percent(ratio(dev.overall)));
  const top = `best ${percent(f1(best.dev.overall))} (${best.epoch})`;
  return `epoch ${count}  loss ${loss.toFixed(3)}  dev P ${p} R ${r} F1 ${f}  ${top}`;
}

const percent = (value: number) => value.toFixed(2).padStart(5);

function renderSpeed(tokenCount: number, seconds: number): string {
  return `${Math.round(tokenCount / Math.max(seconds, 1e-3)).toLocaleString('en')} tokens/s`;
}

function renderDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
