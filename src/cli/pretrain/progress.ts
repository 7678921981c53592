// The progress of pretraining: on a terminal a bar within the epoch, everywhere a line after it.
import type {
  PretrainingEvent,
  PretrainingOptions,
} from '../../training/language-model/pretraining.js';
import { createBar } from '../terminal/bar.js';
import type { Messages } from '../terminal/messages.js';
import { renderDuration, renderSpeed } from '../terminal/numbers.js';

interface ProgressInput extends Pick<PretrainingOptions, 'epochs'> {
  readonly tokenCount: number;
  readonly doneCount: number;
}

export interface Progress {
  show(event: PretrainingEvent): void;
  /** Hides the bar. */
  stop(): void;
}

/**
 * @param tokenCount of an epoch
 * @param doneCount tokens that an earlier process has trained on
 */
export function createProgress(
  messages: Messages,
  { epochs, tokenCount, doneCount }: ProgressInput,
): Progress {
  const bar = createBar(messages.terminal);
  messages.hideBefore(() => bar.stop());
  const startedAt = performance.now();
  return {
    show: (event) => {
      const { kind, epoch, loss } = event;
      const done = (epoch - 1) * tokenCount + event.tokenCount;
      const seconds = (performance.now() - startedAt) / 1000;
      const tokensPerSecond = (done - doneCount) / seconds;
      const speed = renderSpeed(tokensPerSecond);
      const label = `epoch ${epoch}/${epochs}`;
      if (kind === 'epoch') {
        messages.note(`${label}  loss ${loss.toFixed(3)}  ${speed}\n`);
        return;
      }
      const left = (epochs * tokenCount - done) / tokensPerSecond;
      const details = [`${renderDuration(left)} left`, `loss ${loss.toFixed(3)}`, speed];
      bar.show(event.tokenCount, tokenCount, { label, details });
    },
    stop: () => bar.stop(),
  };
}
