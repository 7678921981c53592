// The loop of a worker thread: does one task after another for as long as the process lives.
import { NoRoomError } from '../errors.js';
import { type Mailbox, STATE } from './mailbox.js';

/** The arguments are valid until the task next waits for anything. */
export type Task = (args: Uint32Array) => void;

// A few milliseconds: longer than the pause between two tasks of one training step.
const SPINS = 2_000_000;

/**
 * Never returns. A task that throws is reported as failed, and the loop goes on.
 *
 * @param tasks by their number in the mailbox
 */
export function runWorkerLoop(mailbox: Mailbox, tasks: readonly Task[]): never {
  mailbox.change(STATE.idle);
  let answer: number = STATE.idle;
  for (;;) {
    mailbox.awaitChange(answer, SPINS);
    answer = STATE.idle;
    try {
      tasks[mailbox.task()](mailbox.args);
    } catch (error) {
      mailbox.setFailure(error instanceof Error ? (error.stack ?? error.message) : String(error));
      answer = error instanceof NoRoomError ? STATE.full : STATE.failed;
    }
    mailbox.change(answer);
  }
}
