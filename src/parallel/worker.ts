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
  /** Hands over a task and returns at once, or as soon as the task before is done. */
  post(task: number, args: readonly number[]): void;
  /**
   * Returns when no task is left; throws if the last one failed, a NoRoomError if it had no room.
   */
  wait(): void;
  /** What a task may read beside its arguments; to be written only while no task is left. */
  readonly list: Float64Array;
  /** Ends the thread when it has done its task. */
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
  let isPending = false;
  const finish = () => {
    if (isPending) mailbox.awaitChange(STATE.busy, SPINS);
    isPending = false;
  };
  const wait = () => {
    if (!isPending) return;
    finish();
    const state = mailbox.state();
    if (state === STATE.full) throw new NoRoomError(mailbox.failure());
    if (state === STATE.failed) throw new Error(mailbox.failure());
  };
  return {
    isReady: () => mailbox.state() !== STATE.starting,
    post: (task, args) => {
      wait();
      mailbox.setTask(task, args);
      mailbox.change(STATE.busy);
      isPending = true;
    },
    wait,
    list: mailbox.list,
    stop: () => {
      finish();
      thread.stop();
    },
  };
}
