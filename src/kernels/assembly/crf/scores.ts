// The probabilities of paths through the conditional random field of ./loss.ts, with the labels, rows
// and addresses that are described there.
//
// A path is described token by token: `own` is the logarithm of the probability of a token's label,
// `links` that of the label before it, given its own. The labels form a Markov chain, so the
// logarithm of the probability of the labels from token s to token e is
//
//   own[e] + links[s + 1] + ... + links[e]
//
// Every term is local, so no rounding errors are summed over the rest of a long sentence.
import { addTo, expShifted, normalize, rowOf, step } from './rows';
import { logLanes } from '../exponential';
import { multiplyAdd } from '../lanes';

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

  store<f32>(links, 0);
  for (let t = 0; t < T; t++) {
    const row = rowOf(emissions, rowStarts, t, b, P);
    const alpha = alphas + <usize>t * bytes;
    const top = forward(t, P, row, factor, exponentials, transitions, start, alpha, probabilities, sums);
    if (t == 0) continue;
    const before = labelAt(path, t - 1);
    store<f32>(
      links + (<usize>t << 2),
      linkOf(P, before, labelAt(path, t), alpha, transitions, row, factor, top),
    );
  }

  memory.copy(beta, end, bytes);
  for (let t = T - 1; t >= 0; t--) {
    const logTotal = weigh(P, alphas + <usize>t * bytes, beta, marginals, probabilities);
    store<f32>(own + (<usize>t << 2), min<f32>(at(marginals, labelAt(path, t)) - logTotal, 0));
    if (t == 0) break;
    const row = rowOf(emissions, rowStarts, t, b, P);
    backward(P, row, factor, exponentialsTransposed, transitionsTransposed, beta, probabilities, sums);
  }
}

/**
 * Writes own of every label (T, P), and links of some pairs of labels (T, pairCount): what links is
 * if the label before is the first of a pair and the label at the token the second. `pairs` is
 * (pairCount, 2) int32. The numbers are those that crfScorePath gives for a path with these labels;
 * -infinity stands for what is impossible. The other parameters are those of crfScorePath.
 */
export function crfScoreLabels(
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
  pairs: usize,
  pairCount: i32,
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

  let link = links;
  for (let t = 0; t < T; t++) {
    const row = rowOf(emissions, rowStarts, t, b, P);
    const alpha = alphas + <usize>t * bytes;
    const top = forward(t, P, row, factor, exponentials, transitions, start, alpha, probabilities, sums);
    for (let pair = 0; pair < pairCount; pair++) {
      const before = labelAt(pairs, 2 * pair);
      const label = labelAt(pairs, 2 * pair + 1);
      const isPossible = t > 0 && at(alpha, label) > -Infinity;
      store<f32>(
        link,
        isPossible ? linkOf(P, before, label, alpha, transitions, row, factor, top) : t > 0 ? -Infinity : 0,
      );
      link += 4;
    }
  }

  memory.copy(beta, end, bytes);
  for (let t = T - 1; t >= 0; t--) {
    const logTotal = weigh(P, alphas + <usize>t * bytes, beta, marginals, probabilities);
    const out = own + <usize>t * bytes;
    for (let j = 0; j < P; j++) {
      store<f32>(out + (<usize>j << 2), min<f32>(at(marginals, j) - logTotal, 0));
    }
    if (t == 0) break;
    const row = rowOf(emissions, rowStarts, t, b, P);
    backward(P, row, factor, exponentialsTransposed, transitionsTransposed, beta, probabilities, sums);
  }
}

/**
 * alpha_t, relative to its maximum, which is returned; alpha_{t-1} is the row before it.
 */
// @ts-ignore: decorator
@inline
function forward(
  t: i32,
  P: i32,
  row: usize,
  factor: f32,
  exponentials: usize,
  transitions: usize,
  start: usize,
  alpha: usize,
  probabilities: usize,
  sums: usize,
): f32 {
  const bytes = <usize>P << 2;
  if (t == 0) memory.copy(alpha, start, bytes);
  else {
    memory.copy(alpha, alpha - bytes, bytes);
    step(P, alpha, exponentials, transitions, probabilities, sums);
  }
  addScaled(P, factor, row, alpha);
  return normalize(P, alpha);
}

/**
 * log P(i | j) = alpha_{t-1}[i] + transitions[i][j] + emissions_t[j] - alpha_t[j], where each alpha is
 * relative to its maximum.
 */
// @ts-ignore: decorator
@inline
function linkOf(
  P: i32,
  before: i32,
  label: i32,
  alpha: usize,
  transitions: usize,
  row: usize,
  factor: f32,
  top: f32,
): f32 {
  let link = <f64>at(alpha - (<usize>P << 2), before) + <f64>at(transitions, before * P + label);
  link += <f64>(factor * at(row, label)) - <f64>top - <f64>at(alpha, label);
  return <f32>min<f64>(link, 0);
}

/** beta_{t-1} from beta_t, in place: beta_t[i] = log Σ exp score of the ways on from label i. */
// @ts-ignore: decorator
@inline
function backward(
  P: i32,
  row: usize,
  factor: f32,
  exponentialsTransposed: usize,
  transitionsTransposed: usize,
  beta: usize,
  probabilities: usize,
  sums: usize,
): void {
  addScaled(P, factor, row, beta);
  normalize(P, beta);
  step(P, beta, exponentialsTransposed, transitionsTransposed, probabilities, sums);
}

/**
 * marginals = alpha + beta, relative to its maximum; returns the logarithm of the sum of its
 * exponentials. Own is the difference.
 */
// @ts-ignore: decorator
@inline
function weigh(P: i32, alpha: usize, beta: usize, marginals: usize, probabilities: usize): f32 {
  memory.copy(marginals, alpha, <usize>P << 2);
  addTo(P, beta, marginals);
  normalize(P, marginals);
  const total = expShifted(P, marginals, 0, probabilities);
  return f32x4.extract_lane(logLanes(f32x4.splat(total)), 0);
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
