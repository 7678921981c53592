// The choice between one thread and several, made by measuring both: containers promise cores that
// they do not have, and other programs use them. The results are the same either way.
//
// Work comes in rounds, such as a training step or a wave of tagging, and each round is done alone
// or shared. Again and again, the mode that is not in use is tried as a candidate. After a trial
// comes a pause, whose length is a multiple (the backoff) of the time that the slower mode has
// lost, so that trials take a bounded share of the time however slow the candidate is.

type Mode = 'alone' | 'shared';

const OTHER_MODE: Readonly<Record<Mode, Mode>> = { alone: 'shared', shared: 'alone' };

export interface AdaptiveThreading {
  /** Whether the next round is to be shared with other threads. */
  isShared(): boolean;
  /** Records how much work the round was, in any unit, and how long it took. */
  record(work: number, elapsedMs: number): void;
}

export interface AdaptiveThreadingOptions {
  readonly first: Mode;
  /** Consecutive rounds by which a mode is judged. */
  readonly trialRounds: number;
}

/** Measurements of one round, or the sums of several. */
interface Rounds {
  readonly work: number;
  readonly elapsedMs: number;
}

// Short at first, because the code of a new thread is slow until it is warm; doubled with each
// trial that the candidate loses.
const MINIMUM_BACKOFF = 16;
const MAXIMUM_BACKOFF = 32;

export function createAdaptiveThreading({
  first,
  trialRounds,
}: AdaptiveThreadingOptions): AdaptiveThreading {
  let mode = first;
  // The last rounds in this mode, and its time since the last switch or decision.
  let recent: Rounds[] = [];
  let elapsedMs = 0;
  // The last rounds of the mode before; only during a trial, in which `mode` is the candidate.
  let incumbent: Rounds | undefined;
  let backoff = MINIMUM_BACKOFF;
  let pauseMs = 0;

  function enter(next: Mode): void {
    mode = next;
    recent = [];
    elapsedMs = 0;
  }

  return {
    isShared: () => mode === 'shared',
    record: (work, roundMs) => {
      recent.push({ work, elapsedMs: roundMs });
      if (recent.length > trialRounds) recent.shift();
      elapsedMs += roundMs;
      const isFull = recent.length === trialRounds;
      if (incumbent) {
        // A candidate that has taken as long as all rounds of the incumbent needs no more of them.
        if (!isFull && elapsedMs < incumbent.elapsedMs) return;
        const outcome = judge(sumOf(recent), incumbent, backoff);
        ({ backoff, pauseMs } = outcome);
        incumbent = undefined;
        enter(outcome.hasWon ? mode : OTHER_MODE[mode]);
      } else if (isFull && elapsedMs >= pauseMs) {
        incumbent = sumOf(recent);
        enter(OTHER_MODE[mode]);
      }
    },
  };
}

/** Whether the candidate is at least as fast, and how long to wait before the next trial. */
function judge(candidate: Rounds, incumbent: Rounds, lastBackoff: number) {
  const hasWon = speedOf(candidate) >= speedOf(incumbent);
  const [winner, loser] = hasWon ? [candidate, incumbent] : [incumbent, candidate];
  const backoff = hasWon ? MINIMUM_BACKOFF : Math.min(2 * lastBackoff, MAXIMUM_BACKOFF);
  return { hasWon, backoff, pauseMs: backoff * (loser.elapsedMs - loser.work / speedOf(winner)) };
}

/** Work per millisecond. */
const speedOf = ({ work, elapsedMs }: Rounds) => work / Math.max(elapsedMs, 1e-6);

function sumOf(rounds: readonly Rounds[]): Rounds {
  const sum = (of: keyof Rounds) => rounds.reduce((total, round) => total + round[of], 0);
  return { work: sum('work'), elapsedMs: sum('elapsedMs') };
}
