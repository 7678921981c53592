// Whether other threads are worth it, found out by trying: containers promise cores that they do not have, and other
// programs use them. What is computed is the same either way.

export interface Pace {
  /** Whether the next piece of work is to be shared with the other threads. */
  isShared(): boolean;
  /** Tells how the piece went: how much work it was, in any unit, and how long it took. */
  note(work: number, elapsedMs: number): void;
}

type Way = 'alone' | 'shared';

export interface PaceOptions {
  readonly first: Way;
  /** Pieces in a row by which a way of working is judged: the last ones, for code grows faster as it warms up. */
  readonly trial: number;
  /** Pieces between two trials of the other way at first, at least a trial; doubled with each that it loses. */
  readonly pause: number;
}

const LONGEST_PAUSE = 4096;

export function createPace({ first, trial, pause: firstPause }: PaceOptions): Pace {
  // In work a millisecond.
  const speeds = { alone: 0, shared: 0 };
  let way = first;
  let pause = firstPause;
  let pieces = 0;
  let isTrial = false;
  let recent: { readonly work: number; readonly elapsedMs: number }[] = [];

  function turn(): void {
    way = way === 'alone' ? 'shared' : 'alone';
    pieces = 0;
    recent = [];
  }

  function judge(): void {
    const hasWon = speeds[way] >= speeds[way === 'alone' ? 'shared' : 'alone'];
    pause = hasWon ? firstPause : Math.min(2 * pause, LONGEST_PAUSE);
    pieces = 0;
    if (!hasWon) turn();
  }

  return {
    isShared: () => way === 'shared',
    note: (work, elapsedMs) => {
      pieces++;
      recent.push({ work, elapsedMs });
      if (recent.length > trial) recent.shift();
      if (pieces < (isTrial ? trial : pause)) return;
      const sum = (of: 'work' | 'elapsedMs') =>
        recent.reduce((total, piece) => total + piece[of], 0);
      speeds[way] = sum('work') / Math.max(sum('elapsedMs'), 1e-6);
      if (isTrial) judge();
      else turn();
      isTrial = !isTrial;
    },
  };
}
