// The progress of a run: on a terminal a bar within the epoch, everywhere a line after it.
import type { AnomalyEvent, BatchEvent } from '../../training/epoch.js';
import type { TrainingOptions } from '../../training/optimization/options.js';
import type { RollbackEvent } from '../../training/rollback.js';
import type { EpochEvent, TrainingEvent } from '../../training/train.js';
import { createBar } from '../terminal/bar.js';
import { renderInteger } from '../terminal/numbers.js';
import { renderRollback, renderWarning } from './render-divergence.js';
import { renderEpoch } from './render-epoch.js';
import { type RunPlace, renderRunName, renderRunNumber } from './render-runs.js';

export interface Progress {
  /** Starts the clock of a run, and names it if there are several. */
  startRun(place: RunPlace): void;
  show(event: TrainingEvent): void;
  /** Hides the bar. */
  stop(): void;
}

const BAR_FORMAT =
  '{run}epoch {epoch}/{epochs} {bar} {percentage}% | {speed} | loss {loss} | {left} left';

/** @param tokenCount number of tokens in the training sentences */
export function createProgress(
  stderr: NodeJS.WriteStream,
  options: TrainingOptions,
  tokenCount: number,
): Progress {
  const bar = createBar(stderr, BAR_FORMAT);
  const stopwatch = createStopwatch();
  let run = '';
  const print = (line: string) => {
    bar.stop();
    stderr.write(`${line}\n`);
  };
  function showBatch({ epoch, loss, tokenCount: done }: BatchEvent): void {
    const seconds = stopwatch.epochSeconds();
    const speed = renderSpeed(done, seconds);
    const left = renderDuration((seconds * (tokenCount - done)) / done);
    const { epochs } = options;
    bar.show(done, tokenCount, { run, epoch, epochs, speed, loss: loss.toFixed(3), left });
  }

  return {
    startRun: (place) => {
      if (place.count > 1) {
        print(`${renderRunName(place)}:`);
        run = `${renderRunNumber(place)} | `;
      }
      stopwatch.startRun();
    },
    show: (event) => {
      stopwatch.note(event);
      if (event.kind === 'batch') showBatch(event);
      else if (event.kind !== 'end') print(renderEvent(event, options));
      else if (stopwatch.epochCount() > 0) {
        const trained = tokenCount * stopwatch.epochCount();
        print(`trained at ${renderSpeed(trained, stopwatch.totalSeconds())}`);
      }
    },
    stop: () => bar.stop(),
  };
}

function renderEvent(
  event: EpochEvent | AnomalyEvent | RollbackEvent,
  options: TrainingOptions,
): string {
  switch (event.kind) {
    case 'epoch':
      return renderEpoch(event, options.epochs);
    case 'anomaly':
      return `tagger: warning: ${renderWarning(event, options)}`;
    case 'rollback':
      return renderRollback(event);
  }
}

/** Times the steps of the epochs, without the scoring between them. */
function createStopwatch() {
  let startedAt = 0;
  let steppedAt = 0;
  let totalMs = 0;
  let epochCount = 0;
  return {
    startRun: () => {
      totalMs = 0;
      epochCount = 0;
      startedAt = performance.now();
    },
    note: ({ kind }: TrainingEvent) => {
      const now = performance.now();
      if (kind === 'batch') steppedAt = now;
      if (kind === 'epoch') {
        epochCount++;
        totalMs += steppedAt - startedAt;
      }
      if (kind === 'epoch' || kind === 'rollback') startedAt = now;
    },
    /** Seconds of the current epoch, up to its last step. */
    epochSeconds: () => (steppedAt - startedAt) / 1000,
    /** Seconds of all finished epochs of the run. */
    totalSeconds: () => totalMs / 1000,
    epochCount: () => epochCount,
  };
}

function renderSpeed(tokenCount: number, seconds: number): string {
  return `${renderInteger(Math.round(tokenCount / Math.max(seconds, 1e-3)))} tokens/s`;
}

function renderDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
