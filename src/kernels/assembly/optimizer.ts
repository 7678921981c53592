// One step of an optimizer over a range of `count` parameters w with gradients g, and averaged
// weights. `factor` scales the gradient first, so that clipping needs no pass of its own. w and the
// moments m and v are updated in place, g is only read; none of them overlap.
import { loadLanes, multiplyAdd, storeLanes } from './lanes';

/** Stochastic gradient descent with momentum (Polyak 1964): v = μ v + factor · g, w -= η v. */
export function sgdUpdate(
  count: i32,
  w: usize,
  g: usize,
  v: usize,
  factor: f32,
  learningRate: f32,
  momentum: f32,
): void {
  const scale = f32x4.splat(factor);
  const rate = f32x4.splat(-learningRate);
  const decay = f32x4.splat(momentum);
  for (let i = 0; i < count; i += 4) {
    const rest = count - i;
    if (rest >= 4) {
      const velocity = multiplyAdd(decay, v128.load(v), f32x4.mul(scale, v128.load(g)));
      v128.store(v, velocity);
      v128.store(w, multiplyAdd(rate, velocity, v128.load(w)));
    } else {
      const velocity = multiplyAdd(decay, loadLanes(v, rest), f32x4.mul(scale, loadLanes(g, rest)));
      storeLanes(v, velocity, rest);
      storeLanes(w, multiplyAdd(rate, velocity, loadLanes(w, rest)), rest);
    }
    w += 16;
    g += 16;
    v += 16;
  }
}

/**
 * Adam (Kingma & Ba 2015):
 *
 *   m = β₁ m + (1 - β₁) g    v = β₂ v + (1 - β₂) g²    w -= η (m / b₁) / (sqrt(v / b₂) + ε)
 *
 * The caller computes the bias corrections b₁ = 1 - β₁ᵗ and b₂ = 1 - β₂ᵗ.
 */
export function adamUpdate(
  count: i32,
  w: usize,
  g: usize,
  m: usize,
  v: usize,
  factor: f32,
  learningRate: f32,
  beta1: f32,
  beta2: f32,
  epsilon: f32,
  correction1: f32,
  correction2: f32,
): void {
  for (let i = 0; i < count; i += 4) {
    const rest = count - i;
    const whole = rest >= 4;
    const gradient = f32x4.mul(f32x4.splat(factor), whole ? v128.load(g) : loadLanes(g, rest));
    const oldMean = whole ? v128.load(m) : loadLanes(m, rest);
    const oldSquare = whole ? v128.load(v) : loadLanes(v, rest);
    const mean = multiplyAdd(
      f32x4.splat(<f32>1 - beta1),
      gradient,
      f32x4.mul(f32x4.splat(beta1), oldMean),
    );
    const square = multiplyAdd(
      f32x4.splat(<f32>1 - beta2),
      f32x4.mul(gradient, gradient),
      f32x4.mul(f32x4.splat(beta2), oldSquare),
    );
    const root = f32x4.sqrt(f32x4.div(square, f32x4.splat(correction2)));
    const step = f32x4.div(
      f32x4.mul(f32x4.splat(learningRate / correction1), mean),
      f32x4.add(root, f32x4.splat(epsilon)),
    );
    const weights = f32x4.sub(whole ? v128.load(w) : loadLanes(w, rest), step);
    if (whole) {
      v128.store(m, mean);
      v128.store(v, square);
      v128.store(w, weights);
    } else {
      storeLanes(m, mean, rest);
      storeLanes(v, square, rest);
      storeLanes(w, weights, rest);
    }
    w += 16;
    g += 16;
    m += 16;
    v += 16;
  }
}

/**
 * Nadam (Dozat 2016): the moments of Adam, and w -= (a m + b g) / (sqrt(v / b₂) + ε).
 *
 *   a = η μₜ₊₁ / (1 - Mₜ₊₁)      b = η (1 - μₜ) / (1 - Mₜ)
 *
 * μₜ is the momentum of step t, and Mₜ the product of the momenta up to it. The caller computes a
 * (`meanRate`), b (`gradientRate`) and b₂ = 1 - β₂ᵗ.
 */
export function nadamUpdate(
  count: i32,
  w: usize,
  g: usize,
  m: usize,
  v: usize,
  factor: f32,
  meanRate: f32,
  gradientRate: f32,
  beta1: f32,
  beta2: f32,
  epsilon: f32,
  correction2: f32,
): void {
  for (let i = 0; i < count; i += 4) {
    const rest = count - i;
    const whole = rest >= 4;
    const gradient = f32x4.mul(f32x4.splat(factor), whole ? v128.load(g) : loadLanes(g, rest));
    const oldMean = whole ? v128.load(m) : loadLanes(m, rest);
    const oldSquare = whole ? v128.load(v) : loadLanes(v, rest);
    const mean = multiplyAdd(
      f32x4.splat(<f32>1 - beta1),
      gradient,
      f32x4.mul(f32x4.splat(beta1), oldMean),
    );
    const square = multiplyAdd(
      f32x4.splat(<f32>1 - beta2),
      f32x4.mul(gradient, gradient),
      f32x4.mul(f32x4.splat(beta2), oldSquare),
    );
    const root = f32x4.sqrt(f32x4.div(square, f32x4.splat(correction2)));
    const ahead = multiplyAdd(
      f32x4.splat(meanRate),
      mean,
      f32x4.mul(f32x4.splat(gradientRate), gradient),
    );
    const step = f32x4.div(ahead, f32x4.add(root, f32x4.splat(epsilon)));
    const weights = f32x4.sub(whole ? v128.load(w) : loadLanes(w, rest), step);
    if (whole) {
      v128.store(m, mean);
      v128.store(v, square);
      v128.store(w, weights);
    } else {
      storeLanes(m, mean, rest);
      storeLanes(v, square, rest);
      storeLanes(w, weights, rest);
    }
    w += 16;
    g += 16;
    m += 16;
    v += 16;
  }
}

/** average += share · (w - average) for `count` numbers; w and average do not overlap. */
export function averageUpdate(count: i32, w: usize, share: f32, average: usize): void {
  const part = f32x4.splat(share);
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    const before = v128.load(average);
    v128.store(average, multiplyAdd(part, f32x4.sub(v128.load(w), before), before));
    w += 16;
    average += 16;
  }
  if (i < count) {
    const rest = count - i;
    const before = loadLanes(average, rest);
    const after = multiplyAdd(part, f32x4.sub(loadLanes(w, rest), before), before);
    storeLanes(average, after, rest);
  }
}
