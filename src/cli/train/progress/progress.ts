// The progress of training: on a terminal a bar within the epoch, everywhere a line after it.
import type { BatchEvent } from '../../../training/epoch.js';
import type { FitEvent } from '../../../training/final-fit/fit-again.js';
import type { TrainingOptions } from '../../../training/optimization/options.js';
import type { EndEvent, TrainingEvent } from '../../../training/train.js';
import { createBar } from '../../terminal/bar.js';
import { type Messages, terminalWidth } from '../../terminal/messages.js';
import { renderDuration, renderSpeed } from '../../terminal/numbers.js';
import type { BarLine } from '../../terminal/render-bar.js';
import { wrap } from '../../terminal/wrap.js';
import { renderRollback, renderWarning } from './render-divergence.js';
import { renderEnd, renderTemperature } from './render-end.js';
import { type EpochLayout, renderEpoch, renderFittedEpoch } from './render-epoch.js';
import { type RunPlace, renderRunName, renderRunNumber } from './render-runs.js';
import { createStopwatch } from './stopwatch.js';

export interface Progress {
  /**
   * Starts the clock of a run, and names it if there are several.
   *
   * @param doneCount tokens of its epoch that an earlier process has trained on
   */
  startRun(place: RunPlace, doneCount: number): void;
  show(event: TrainingEvent | FitEvent): void;
  /** Hides the bar. */
  stop(): void;
}

export interface ProgressInput {
  readonly options: TrainingOptions;
  readonly runCount: number;
  /** Number of tokens in the training sentences. */
  readonly tokenCount: number;
  readonly isVerbose: boolean;
}

export function createProgress(messages: Messages, input: ProgressInput): Progress {
  const { options, runCount, tokenCount, isVerbose } = input;
  const bar = createBar(messages.terminal);
  const stopwatch = createStopwatch({ ...options, runCount, tokenCount });
  let run = '';
  const columns = () => terminalWidth(messages.terminal);
  const note = (line: string) => {
    bar.stop();
    messages.note(`${line}\n`);
  };
  function showBatch(event: BatchEvent): void {
    const { epochSpeed, secondsLeft } = stopwatch;
    const figures = { run, epochs: options.epochs, speed: epochSpeed(), left: secondsLeft() };
    bar.show(event.tokenCount, tokenCount, barLine(event, figures));
  }
  function showEnd(end: EndEvent): void {
    const speed = stopwatch.runSpeed();
    // Without a finished epoch, the end is an error or a warning.
    if (!end.best) return;
    note(wrap(renderEnd(end, stopwatch.runSeconds(), options), columns()).join('\n'));
    if (speed !== undefined) note(`trained at ${renderSpeed(speed)}`);
    if (end.temperature) note(wrap(renderTemperature(end.temperature), columns()).join('\n'));
  }

  return {
    startRun: (place, doneCount) => {
      if (place.count > 1) {
        note(`${renderRunName(place)}:`);
        run = `${renderRunNumber(place)} | `;
      }
      stopwatch.startRun(place.number, doneCount);
    },
    show: (event) => {
      stopwatch.note(event);
      switch (event.kind) {
        case 'batch':
          return showBatch(event);
        case 'epoch': {
          const layout = epochLayout(messages.terminal, isVerbose);
          return note(renderEpoch(event, stopwatch.epochSpeed(), options, layout));
        }
        case 'fitted-epoch': {
          const layout = epochLayout(messages.terminal, isVerbose);
          return note(renderFittedEpoch(event, stopwatch.epochSpeed(), options, layout));
        }
        case 'anomaly':
          bar.stop();
          return messages.warn(renderWarning(event, options));
        case 'rollback':
          return note(renderRollback(event));
        case 'end':
          return showEnd(event);
      }
    },
    stop: () => bar.stop(),
  };
}

interface BarFigures {
  readonly run: string;
  readonly epochs: number;
  readonly speed: number;
  /** In seconds. */
  readonly left: number;
}

function barLine({ epoch, loss }: BatchEvent, { run, epochs, speed, left }: BarFigures): BarLine {
  // Training may end before its last epoch.
  const details = [`at most ${renderDuration(left)} left`, `loss ${loss.toFixed(3)}`];
  return { label: `${run}epoch ${epoch}/${epochs}`, details: [...details, renderSpeed(speed)] };
}

/** With --verbose, all figures are in one line if stderr is not a terminal, which has no width. */
function epochLayout(terminal: NodeJS.WriteStream | undefined, isVerbose: boolean): EpochLayout {
  if (!isVerbose) return { columns: terminalWidth(terminal), overflow: 'left out' };
  return {
    columns: terminal ? terminalWidth(terminal) : Number.POSITIVE_INFINITY,
    overflow: 'wrapped',
  };
}
