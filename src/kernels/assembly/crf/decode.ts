// Decoding of the conditional random field of ./loss.ts, with the labels, rows and addresses that are
// described there.
import { addTo, normalize, rowOf } from './rows';

/**
 * Writes the best path of one sentence (Viterbi 1967) to path (T) int32; among equal scores the
 * lowest label wins.
 *
 * best (T, P) int32 is scratch for the back pointers, scores (2, P) for the scores. Nothing
 * overlaps.
 */
export function crfDecode(
  T: i32,
  b: i32,
  P: i32,
  rowStarts: usize,
  emissions: usize,
  transitions: usize,
  start: usize,
  end: usize,
  best: usize,
  scores: usize,
  path: usize,
): void {
  const bytes = <usize>P << 2;
  const next = scores + bytes;
  memory.copy(scores, start, bytes);
  addTo(P, rowOf(emissions, rowStarts, 0, b, P), scores);
  for (let t = 1; t < T; t++) {
    normalize(P, scores);
    for (let j = 0; j < P; j += 4) {
      const at = <usize>j << 2;
      let top = f32x4.splat(-Infinity);
      let from = i32x4.splat(0);
      let place = transitions + at;
      for (let i = 0; i < P; i++) {
        const candidate = f32x4.add(v128.load32_splat(scores + (<usize>i << 2)), v128.load(place));
        const better = f32x4.gt(candidate, top);
        top = v128.bitselect(candidate, top, better);
        from = v128.bitselect(i32x4.splat(i), from, better);
        place += bytes;
      }
      v128.store(next + at, top);
      v128.store(best + <usize>t * bytes + at, from);
    }
    memory.copy(scores, next, bytes);
    addTo(P, rowOf(emissions, rowStarts, t, b, P), scores);
  }
  addTo(P, end, scores);
  let label = 0;
  for (let j = 1; j < P; j++) {
    if (load<f32>(scores + (<usize>j << 2)) > load<f32>(scores + (<usize>label << 2))) label = j;
  }
  for (let t = T - 1; t >= 0; t--) {
    store<i32>(path + (<usize>t << 2), label);
    if (t > 0) label = load<i32>(best + <usize>t * bytes + (<usize>label << 2));
  }
}
