// A random CRF and one sentence in the memory, as the CRF kernels want them.
import type { Kernels } from '../../src/kernels/kernels.js';
import type { CrfScores } from '../reference/crf-scores.js';
import { randomNumbers } from '../reference/random.js';
import type { GuardedArena, Region } from './guarded-arena.js';
import { strideRows } from './strided-rows.js';

export interface PlacedCrf {
  readonly P: number;
  readonly emissions: Float64Array;
  readonly scores: CrfScores;
  readonly gold: readonly number[];
  /** (2T, P): the sentence is the second of two, so its rows are every other one. */
  readonly dEmissions: Region;
  /** (P, P), (P) and (P): what stood there before is `before`. */
  readonly dTransitions: Region;
  readonly dStart: Region;
  readonly dEnd: Region;
  readonly before: { readonly transitions: Float64Array; readonly ends: Float64Array };
  readonly scratch: Region;
  readonly path: Region;
  readonly loss: (kernels: Kernels, weight: number) => number;
  readonly decode: (kernels: Kernels) => void;
}

/** Values in rows of L, filled up to rows of P with `padding`. */
export function padRows(values: Float64Array, L: number, P: number, padding: number): Float64Array {
  return strideRows(values, L, P).map((value) => (Number.isNaN(value) ? padding : value));
}

export function placeCrf(arena: GuardedArena, T: number, L: number): PlacedCrf {
  const P = Math.ceil(L / 4) * 4;
  const random = randomNumbers(T * 100 + L);
  const emissions = random.normals(T * L, 1.5);
  const scores = {
    transitions: random.normals(L * L),
    start: random.normals(L),
    end: random.normals(L),
  };
  const gold = Array.from({ length: T }, () => random.integer(L));
  const before = { transitions: random.normals(P * P), ends: random.normals(P) };

  const matrix = new Float64Array(P * P).fill(Number.NEGATIVE_INFINITY);
  matrix.set(padRows(scores.transitions, L, P, Number.NEGATIVE_INFINITY));
  const transposed = matrix.map((_, k) => matrix[(k % P) * P + Math.floor(k / P)]);
  const rows = strideRows(padRows(emissions, L, P, 0), P, 2 * P);
  const place = {
    rowStarts: arena.integers(Array.from({ length: T }, (_, t) => 2 * t)).address,
    // One row of another sentence first, so that the rows of this one are the second of each step.
    emissions: arena.floats([...new Array(P).fill(Number.NaN), ...rows]).address,
    gold: arena.integers(gold.flatMap((label) => [-1, label])).address,
    transitions: arena.floats(matrix).address,
    transposed: arena.floats(transposed).address,
    exponentials: arena.floats(matrix.map(Math.exp)).address,
    exponentialsTransposed: arena.floats(transposed.map(Math.exp)).address,
    start: arena.floats(padRows(scores.start, L, P, Number.NEGATIVE_INFINITY)).address,
    end: arena.floats(padRows(scores.end, L, P, Number.NEGATIVE_INFINITY)).address,
  };
  const dEmissions = arena.space(2 * T * P);
  const dTransitions = arena.floats(before.transitions);
  const [dStart, dEnd] = [arena.floats(before.ends), arena.floats(before.ends)];
  const scratchBytes = arena.run([], (kernels) => kernels.crfScratchBytes(T, P));
  const scratch = arena.space(Math.max(scratchBytes / 4, (T + 2) * P));
  const path = arena.space(T);

  return {
    P,
    emissions,
    scores,
    gold,
    dEmissions,
    dTransitions,
    dStart,
    dEnd,
    before,
    scratch,
    path,
    loss: (kernels, weight) =>
      kernels.crfLoss(
        T,
        1,
        P,
        place.rowStarts,
        place.emissions,
        place.gold,
        place.transitions,
        place.transposed,
        place.exponentials,
        place.exponentialsTransposed,
        place.start,
        place.end,
        weight,
        dEmissions.address,
        dTransitions.address,
        dStart.address,
        dEnd.address,
        scratch.address,
      ),
    decode: (kernels) =>
      kernels.crfDecode(
        T,
        1,
        P,
        place.rowStarts,
        place.emissions,
        place.transitions,
        place.start,
        place.end,
        scratch.address,
        scratch.address + T * P * 4,
        path.address,
      ),
  };
}
