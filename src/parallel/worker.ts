// A worker thread over the same linear memory as this thread.
import { NoRoomError } from '../errors.js';
import type { LinearMemory, Region } from '../kernels/memory.js';
import { MAILBOX_BYTES, openMailbox, STATE } from './mailbox.js';
import { mayBlock, startThread } from './thread.js';

/** What a worker is given when it starts. */
export interface WorkerStart<Data> {
  readonly memory: WebAssembly.Memory;
  /** Address of the worker's mailbox. */
  readonly mailbox: number;
  /** The worker's part of the memory. */
  readonly region: Region;
  readonly data: Data;
}

export interface WorkerThread {
  /** Whether the thread has started and can take tasks. */
  isReady(): boolean;
  /** Hands over a task and returns at once; `wait` must be called before the next one. */
  post(task: number, args: readonly number[]): void;
  /** Returns when the task is done; throws if it failed, a NoRoomError if it had no room. */
  wait(): void;
  stop(): void;
}

// A fraction of a millisecond: the threads have about equally much to do, so this one rarely waits
// for long.
const SPINS = mayBlock ? 200_000 : Number.POSITIVE_INFINITY;

/**
 * Starts a thread that never keeps the process alive; undefined if the memory has no room for it.
 *
 * @param byteLength size of the worker's part of the memory
 * @param data is cloned, except for shared memory
 */
export function startWorker<Data>(
  module: URL,
  linear: LinearMemory,
  byteLength: number,
  data: Data,
): WorkerThread | undefined {
  const region = linear.cutOff(byteLength);
  if (!region) return undefined;
  // The mailbox is not on this thread's stack, which may be released while the worker lives.
  const address = region.begin;
  linear.bytes(address, MAILBOX_BYTES).fill(0);
  const { memory } = linear;
  const mailbox = openMailbox(memory.buffer, address);
  const start: WorkerStart<Data> = {
    memory,
    mailbox: address,
    region: { begin: address + MAILBOX_BYTES, end: region.end },
    data,
  };
  const thread = startThread(module, start);
  return {
    isReady: () => mailbox.state() !== STATE.starting,
    post: (task, args) => {
      mailbox.setTask(task, args);
      mailbox.change(STATE.busy);
    },
    wait: () => {
      mailbox.awaitChange(STATE.busy, SPINS);
      const state = mailbox.state();
      if (state === STATE.full) throw new NoRoomError(mailbox.failure());
      if (state === STATE.failed) throw new Error(mailbox.failure());
    },
    stop: thread.stop,
  };
}
