// What a signal does after the runs, until the model is written.
import { createInterruption } from '../../process/interruption.js';
import type { Messages } from '../../terminal/messages.js';

export interface Ending {
  /** Exit code of the signal that has come; undefined without one. */
  exitCode(): number | undefined;
  /** From now on, a signal ends the final fit, and hides its progress bar. */
  toFit(hide: () => void): void;
  /** From now on, a signal leaves the model to be written. */
  toWriting(): void;
  /** Stops listening to signals. */
  release(): void;
}

export function createEnding(messages: Messages): Ending {
  const write = () => messages.note('about to write the model; press Ctrl-C again to abort\n');
  let respond = write;
  const interruption = createInterruption(() => respond());
  return {
    exitCode: () => interruption.exitCode,
    toFit: (hide) => {
      respond = () => {
        hide();
        messages.note('stopping the final fit; press Ctrl-C again to abort without a model\n');
      };
    },
    toWriting: () => {
      respond = write;
    },
    release: () => interruption.release(),
  };
}
