// Another thread over the same linear memory, that does what this one asks for.
import { Worker } from 'node:worker_threads';
import type { LinearMemory, Region } from '../kernels/memory.js';
import { mailboxBytes, openMailbox, state } from './mailbox.js';

/** What the other thread is handed when it starts. */
export interface HelperStart<Data> {
  readonly memory: WebAssembly.Memory;
  /** Address of its mailbox. */
  readonly mailbox: number;
  /** Its part of the memory. */
  readonly region: Region;
  readonly data: Data;
}

export interface Helper {
  /** Whether it has come up. */
  isReady(): boolean;
  /** Hands over a task and goes on; the one before must have been waited for. */
  post(task: number, args: readonly number[]): void;
  /** Returns when the task is done; throws if it failed. */
  wait(): void;
  stop(): void;
}

// A fraction of a millisecond: both threads have much the same to do, so this one rarely waits for long.
const SPINS = 200_000;

/**
 * Starts a thread that never keeps the process alive; undefined where the memory has no room for it.
 *
 * @param byteLength of its part of the memory
 * @param data is cloned, but for shared memory
 */
export function startHelper<Data>(
  module: URL,
  linear: LinearMemory,
  byteLength: number,
  data: Data,
): Helper | undefined {
  const cut = linear.cutOff(byteLength);
  if (!cut) return undefined;
  // Not on this thread's stack, which may be given back while the other thread lives.
  const address = cut.begin;
  const region = { begin: address + mailboxBytes, end: cut.end };
  linear.bytes(address, mailboxBytes).fill(0);
  const { memory } = linear;
  const mailbox = openMailbox(memory.buffer, address);
  const start: HelperStart<Data> = { memory, mailbox: address, region, data };
  const worker = new Worker(module, { workerData: start });
  worker.unref();
  return {
    isReady: () => mailbox.state() !== state.starting,
    post: (task, args) => {
      mailbox.setTask(task, args);
      mailbox.change(state.busy);
    },
    wait: () => {
      mailbox.awaitChange(state.busy, SPINS);
      if (mailbox.state() === state.failed) throw new Error(mailbox.failure());
    },
    stop: () => worker.terminate(),
  };
}
