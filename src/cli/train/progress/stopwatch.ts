// The clock of `tagger train`: time and speed of epochs and runs, and the time that is left.
import type { BatchEvent } from '../../../training/epoch.js';
import type { FitEvent } from '../../../training/final-fit/fit-again.js';
import type { TrainingEvent } from '../../../training/train.js';

/** All that training may have to do, unless it ends early. */
export interface Workload {
  readonly runCount: number;
  /** Epochs of a run. */
  readonly epochs: number;
  /** Tokens of an epoch. */
  readonly tokenCount: number;
}

export interface Stopwatch {
  /**
   * @param number of the run, counted from 1
   * @param doneCount tokens of its epoch that an earlier process has trained on
   */
  startRun(number: number, doneCount: number): void;
  note(event: TrainingEvent | FitEvent): void;
  /** Tokens per second in the steps of the latest epoch. */
  epochSpeed(): number;
  /** Tokens per second in the steps of the finished epochs of the run; undefined without any. */
  runSpeed(): number | undefined;
  /** Seconds since the start of the run, with the scoring after its epochs. */
  runSeconds(): number;
  /** Seconds from the latest batch to the last epoch of the last run, at the mean speed so far. */
  secondsLeft(): number;
}

/** @param now a clock in milliseconds */
export function createStopwatch(
  { runCount, epochs, tokenCount }: Workload,
  now = () => performance.now(),
): Stopwatch {
  const startedAt = now();
  let processedCount = 0;
  let run = { number: 0, startedAt, stepMs: 0, tokenCount: 0 };
  let epoch = { number: 0, startedAt, tokenCount: 0, doneCount: 0 };
  let latest = { tokenCount: 0, stepMs: 0 };

  function startEpoch(doneCount = 0): void {
    epoch = { ...epoch, startedAt: now(), tokenCount: doneCount, doneCount };
  }

  function noteBatch(batch: BatchEvent): void {
    processedCount += batch.tokenCount - epoch.tokenCount;
    epoch = { ...epoch, number: batch.epoch, tokenCount: batch.tokenCount };
    latest = {
      tokenCount: batch.tokenCount - epoch.doneCount,
      stepMs: now() - epoch.startedAt,
    };
  }

  function noteEpoch(): void {
    const { stepMs, tokenCount } = run;
    run = {
      ...run,
      stepMs: stepMs + latest.stepMs,
      tokenCount: tokenCount + latest.tokenCount,
    };
    startEpoch();
  }

  return {
    startRun: (number, doneCount) => {
      run = { number, startedAt: now(), stepMs: 0, tokenCount: 0 };
      startEpoch(doneCount);
    },
    note: (event) => {
      if (event.kind === 'batch') noteBatch(event);
      if (event.kind === 'epoch' || event.kind === 'fitted-epoch') noteEpoch();
      if (event.kind === 'rollback') startEpoch();
    },
    epochSpeed: () => speed(latest.tokenCount, latest.stepMs),
    runSpeed: () => (run.tokenCount > 0 ? speed(run.tokenCount, run.stepMs) : undefined),
    runSeconds: () => (now() - run.startedAt) / 1000,
    secondsLeft: () => {
      const epochsLeft = (runCount - run.number) * epochs + epochs - epoch.number;
      const tokensLeft = (epochsLeft + 1) * tokenCount - epoch.tokenCount;
      return (tokensLeft * (now() - startedAt)) / processedCount / 1000;
    },
  };
}

const speed = (tokenCount: number, ms: number) => (1000 * tokenCount) / Math.max(ms, 1);
