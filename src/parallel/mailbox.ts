// A one-slot mailbox between two threads in shared memory: one thread writes a task and its
// arguments, the other does the task and reports the outcome.
//
//   state, task                       int32
//   arguments ...                     uint32
//   length, text                      int32 and UTF-8: why a task failed
//   list ...                          float64: what a task reads beside its arguments
//
// A waiting thread spins for a while and then blocks. Spinning notices an answer in less than a
// microsecond; waking up takes about fifty, but a blocked thread leaves the core to others.

const HEAD_BYTES = 128;
const TEXT_BYTES = 4096 - HEAD_BYTES;
const LIST_BYTES = 65536;
const ARGUMENTS_AT = 2;

export const MAILBOX_BYTES = HEAD_BYTES + TEXT_BYTES + LIST_BYTES;

export const STATE = {
  /** The worker has not started its loop yet. */
  starting: 0,
  idle: 1,
  /** A task waits or is being done. */
  busy: 2,
  /** The task threw. */
  failed: 3,
  /** The task had no room in the worker's part of the memory. */
  full: 4,
} as const;

export interface Mailbox {
  readonly state: () => number;
  change(next: number): void;
  /** Returns when the state is no longer `from`. */
  awaitChange(from: number, spins: number): void;
  task(): number;
  setTask(task: number, args: readonly number[]): void;
  readonly args: Uint32Array;
  readonly list: Float64Array;
  setFailure(text: string): void;
  failure(): string;
}

/**
 * @param buffer the shared memory at its present size: when it grows, the mailbox stays in place
 */
export function openMailbox(buffer: ArrayBuffer, address: number): Mailbox {
  const head = new Int32Array(buffer, address, HEAD_BYTES / 4);
  const length = new Int32Array(buffer, address + HEAD_BYTES, 1);
  const text = new Uint8Array(buffer, address + HEAD_BYTES + 4, TEXT_BYTES - 4);
  const argumentsAt = address + ARGUMENTS_AT * 4;
  const args = new Uint32Array(buffer, argumentsAt, HEAD_BYTES / 4 - ARGUMENTS_AT);
  const listAt = address + HEAD_BYTES + TEXT_BYTES;
  const list = new Float64Array(buffer, listAt, LIST_BYTES / Float64Array.BYTES_PER_ELEMENT);
  const read = () => Atomics.load(head, 0);
  return {
    state: read,
    change: (next) => {
      Atomics.store(head, 0, next);
      Atomics.notify(head, 0);
    },
    awaitChange: (from, spins) => {
      for (let n = 0; n < spins; n++) if (read() !== from) return;
      while (read() === from) Atomics.wait(head, 0, from);
    },
    task: () => head[1],
    setTask: (task, given) => {
      if (given.length > args.length) throw new Error(`${given.length} arguments are too many`);
      head[1] = task;
      args.set(given);
    },
    args,
    list,
    setFailure: (reason) => {
      const bytes = new TextEncoder().encode(reason).subarray(0, text.length);
      text.set(bytes);
      length[0] = bytes.length;
    },
    // TextDecoder does not accept shared memory, hence the copy.
    failure: () => new TextDecoder().decode(text.slice(0, length[0])),
  };
}
