// Threads whose time stands still. What is shared is timed, and nothing else, so that the clock tells when the first of
// the other threads has come up.
import { setImmediate } from 'node:timers/promises';
import type { ThreadOptions } from '../../src/model/threads.js';

export interface WatchedThreads extends ThreadOptions {
  /** Whether work has ever been timed: another thread was up, and it was in question who is to do it. */
  haveShared(): boolean;
}

export function watchedThreads(count: number): WatchedThreads {
  let readings = 0;
  return {
    count,
    now: () => {
      readings += 1;
      return 0;
    },
    haveShared: () => readings > 0,
  };
}

/** Works until the other threads take part; the event loop goes on, so that a thread that dies is heard of. */
export async function workUntilShared(threads: WatchedThreads, work: () => void): Promise<void> {
  while (!threads.haveShared()) {
    work();
    await setImmediate();
  }
}
