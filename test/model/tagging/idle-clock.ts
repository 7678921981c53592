// Thread options whose clock stands still. Rounds are timed once a worker is ready, so the number
// of readings shows whether one was shared.
import { setImmediate } from 'node:timers/promises';
import type { ThreadOptions } from '../../../src/model/tagging/threads.js';

export interface WatchedThreads extends ThreadOptions {
  /** Whether so many rounds were timed that one of them was shared. */
  haveShared(): boolean;
}

// The first two waves are tagged alone, and each is timed by two readings.
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

/**
 * Works until the workers take part. The event loop goes on, so that an error of a worker is
 * reported.
 */
export async function workUntilShared(threads: WatchedThreads, work: () => void): Promise<void> {
  while (!threads.haveShared()) {
    work();
    await setImmediate();
  }
}
