// The probabilities of paths through the conditional random field of crf.ts, with the labels, rows
// and addresses that are described there.
//
// A path is described token by token: `own` is the logarithm of the probability of a token's label,
// `links` that of the label before it, given its own. The labels form a Markov chain, so the
// logarithm of the probability of the labels from token s to token e is
//
//   own[e] + links[s + 1] + ... + links[e]
//
// Every term is local, so no rounding errors are summed over the rest of a long sentence.
import { addTo, expShifted, normalize, rowOf, step } from './crf-rows';
import { logLanes } from './exponential';
import { multiplyAdd } from './lanes';

/** Bytes of scratch that `crfScorePath` needs for a sentence of T steps. */
export function crfScoreScratchBytes(T: i32, P: i32): i32 {
  return (T + 4) * P * 4;
}

/**
 * Writes own and links (T) of one path (T) int32, which must be legal. links[0] is 0.
 *
 * The emissions are multiplied by `factor`; start, end and transitions are those of crfLoss,
 * multiplied by the same number, and the exponentials are of these products. T >= 1; `scratch` as
 * in crfScoreScratchBytes. Nothing overlaps.
 */
export function crfScorePath(
  T: i32,
  b: i32,
  P: i32,
  rowStarts: usize,
  emissions: usize,
  factor: f32,
  transitions: usize,
  transitionsTransposed: usize,
  exponentials: usize,
  exponentialsTransposed: usize,
  start: usize,
  end: usize,
  path: usize,
  own: usize,
  links: usize,
  scratch: usize,
): void {
  const bytes = <usize>P << 2;
  const alphas = scratch;
  const beta = alphas + <usize>T * bytes;
  const marginals = beta + bytes;
  const probabilities = marginals + bytes;
  const sums = probabilities + bytes;

  // log P(i | j) = alpha_{t-1}[i] + transitions[i][j] + emissions_t[j] - alpha_t[j], and each alpha
  // is relative to its maximum.
  store<f32>(links, 0);
  for (let t = 0; t < T; t++) {
    const alpha = alphas + <usize>t * bytes;
    if (t == 0) memory.copy(alpha, start, bytes);
    else {
      memory.copy(alpha, alpha - bytes, bytes);
      step(P, alpha, exponentials, transitions, probabilities, sums);
    }
    const row = rowOf(emissions, rowStarts, t, b, P);
    addScaled(P, factor, row, alpha);
    const top = normalize(P, alpha);
    if (t > 0) {
      const before = labelAt(path, t - 1);
      const label = labelAt(path, t);
      let link = <f64>at(alpha - bytes, before) + <f64>at(transitions, before * P + label);
      link += <f64>(factor * at(row, label)) - <f64>top - <f64>at(alpha, label);
      store<f32>(links + (<usize>t << 2), <f32>min<f64>(link, 0));
    }
  }

  // beta_t[i] = log Σ exp score of the ways on from label i; own is alpha + beta at the label, less
  // the logarithm of the sum over all labels.
  memory.copy(beta, end, bytes);
  for (let t = T - 1; t >= 0; t--) {
    memory.copy(marginals, alphas + <usize>t * bytes, bytes);
    addTo(P, beta, marginals);
    normalize(P, marginals);
    const total = expShifted(P, marginals, 0, probabilities);
    const logTotal = f32x4.extract_lane(logLanes(f32x4.splat(total)), 0);
    store<f32>(own + (<usize>t << 2), min<f32>(at(marginals, labelAt(path, t)) - logTotal, 0));
    if (t == 0) break;
    addScaled(P, factor, rowOf(emissions, rowStarts, t, b, P), beta);
    normalize(P, beta);
    step(P, beta, exponentialsTransposed, transitionsTransposed, probabilities, sums);
  }
}

// @ts-ignore: decorator
@inline
function at(row: usize, label: i32): f32 {
  return load<f32>(row + (<usize>label << 2));
}

// @ts-ignore: decorator
@inline
function labelAt(path: usize, t: i32): i32 {
  return load<i32>(path + (<usize>t << 2));
}

/** out += factor · x */
function addScaled(P: i32, factor: f32, x: usize, out: usize): void {
  const by = f32x4.splat(factor);
  for (let j = 0; j < P; j += 4) {
    const place = <usize>j << 2;
    v128.store(out + place, multiplyAdd(by, v128.load(x + place), v128.load(out + place)));
  }
}
