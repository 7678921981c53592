// The other thread's side: does the tasks it is given, one after another, as long as the process lives.
import { type Mailbox, state } from './mailbox.js';

/** The arguments are to be read before anything else is waited for. */
export type Task = (args: Uint32Array) => void;

// A few milliseconds: longer than the pause between two tasks of one training step.
const SPINS = 2_000_000;

/** Never returns; a task that throws is one that failed. */
export function serve(mailbox: Mailbox, tasks: readonly Task[]): never {
  mailbox.change(state.idle);
  let answer: number = state.idle;
  for (;;) {
    mailbox.awaitChange(answer, SPINS);
    answer = state.idle;
    try {
      tasks[mailbox.task()](mailbox.args);
    } catch (error) {
      mailbox.setFailure(error instanceof Error ? (error.stack ?? error.message) : String(error));
      answer = state.failed;
    }
    mailbox.change(answer);
  }
}
