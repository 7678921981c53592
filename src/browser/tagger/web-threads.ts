// How many threads a page may have.
import type { ThreadOptions } from '../../model/tagging/threads.js';

// A tab has few cores to itself, and the thread of the page is one of them.
const USUAL_COUNT = 2;

/** Only a page with cross-origin isolation can share memory between threads. */
const canShare = () => Reflect.get(globalThis, 'crossOriginIsolated') === true;

export const defaultThreads = () => (canShare() ? USUAL_COUNT : 1);

/** Threads that start at once, so that nothing is fetched later. */
export const webThreads = (count: number): ThreadOptions => ({
  count: canShare() ? count : 1,
  now: () => performance.now(),
  startsAtOnce: true,
});
