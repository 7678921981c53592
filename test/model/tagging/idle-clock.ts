// Threads whose time stands still. Each piece of work is timed, once there is another thread to share it with, so that the
// clock tells when that has happened.
import { setImmediate } from 'node:timers/promises';
import type { ThreadOptions } from '../../../src/model/tagging/threads.js';

export interface WatchedThreads extends ThreadOptions {
  /** Whether so much work has been timed that some of it was shared. */
  haveShared(): boolean;
}

// Two pieces of tagging are done alone to begin with, and each is timed by two readings.
const READINGS_ALONE = 4;

export function watchedThreads(count: number): WatchedThreads {
  let readings = 0;
  return {
    count,
    now: () => {
      readings += 1;
      return 0;
    },
    haveShared: () => readings > READINGS_ALONE,
  };
}

/** Works until the other threads take part; the event loop goes on, so that a thread that dies is heard of. */
export async function workUntilShared(threads: WatchedThreads, work: () => void): Promise<void> {
  while (!threads.haveShared()) {
    work();
    await setImmediate();
  }
}
