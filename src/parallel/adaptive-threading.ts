// Whether other threads are worth it, found out by trying: containers promise cores that they do not have, and other
// programs use them. What is computed is the same either way.
//
// The way of working that is not in use is tried again and again. What a lost trial has cost is paid back before the next
// one: the pause is a multiple of it, so that trials take a bounded share of the time however slow the other way is.

export interface Pace {
  /** Whether the next piece of work is to be shared with the other threads. */
  isShared(): boolean;
  /** Tells how the piece went: how much work it was, in any unit, and how long it took. */
  note(work: number, elapsedMs: number): void;
}

type Way = 'alone' | 'shared';

export interface PaceOptions {
  readonly first: Way;
  /** Pieces in a row by which a way of working is judged. */
  readonly trial: number;
}

interface Piece {
  readonly work: number;
  readonly elapsedMs: number;
}

// The pause after a trial, in times of what it lost: short at first, because the code of a new thread is slow until it is
// warm; doubled with each trial that is lost.
const SHORTEST_PAUSE = 16;
const LONGEST_PAUSE = 32;

export function createPace({ first, trial }: PaceOptions): Pace {
  let way = first;
  // The last pieces, all done in this way, and what this way has taken since the last trial or in this one.
  let recent: Piece[] = [];
  let elapsedMs = 0;
  // The last pieces of the other way while this one is on trial.
  let rival: Piece | undefined;
  let patience = SHORTEST_PAUSE;
  let pauseMs = 0;

  function begin(next: Way): void {
    way = next;
    recent = [];
    elapsedMs = 0;
  }

  function judge(tried: Piece, other: Piece): void {
    const hasWon = speedOf(tried) >= speedOf(other);
    const [winner, loser] = hasWon ? [tried, other] : [other, tried];
    patience = hasWon ? SHORTEST_PAUSE : Math.min(2 * patience, LONGEST_PAUSE);
    pauseMs = patience * (loser.elapsedMs - loser.work / speedOf(winner));
    rival = undefined;
    begin(hasWon ? way : opposite[way]);
  }

  return {
    isShared: () => way === 'shared',
    note: (work, pieceMs) => {
      recent.push({ work, elapsedMs: pieceMs });
      if (recent.length > trial) recent.shift();
      elapsedMs += pieceMs;
      if (rival) {
        // What has taken as long as all pieces of its rival has shown enough.
        const isOver = recent.length === trial || elapsedMs >= rival.elapsedMs;
        if (isOver) judge(sumOf(recent), rival);
      } else if (recent.length === trial && elapsedMs >= pauseMs) {
        rival = sumOf(recent);
        begin(opposite[way]);
      }
    },
  };
}

const opposite: Readonly<Record<Way, Way>> = { alone: 'shared', shared: 'alone' };

/** In work a millisecond. */
const speedOf = ({ work, elapsedMs }: Piece) => work / Math.max(elapsedMs, 1e-6);

function sumOf(pieces: readonly Piece[]): Piece {
  const sum = (of: keyof Piece) => pieces.reduce((total, piece) => total + piece[of], 0);
  return { work: sum('work'), elapsedMs: sum('elapsedMs') };
}
