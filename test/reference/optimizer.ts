// One step of each optimizer. Nothing is changed in place: the new weights and moments are
// returned.

export interface SgdOptions {
  readonly learningRate: number;
  readonly momentum: number;
}

/**
 *   v′ = μ v + g    w′ = w - η v′
 *
 * The learning rate is outside the velocity, as in PyTorch, so that changing it works at once.
 */
export function sgdStep(
  weights: ArrayLike<number>,
  gradient: ArrayLike<number>,
  velocity: ArrayLike<number>,
  { learningRate, momentum }: SgdOptions,
) {
  const newVelocity = Float64Array.from(velocity, (v, k) => momentum * v + gradient[k]);
  const newWeights = Float64Array.from(weights, (w, k) => w - learningRate * newVelocity[k]);
  return { weights: newWeights, velocity: newVelocity };
}

export interface AdamMoments {
  readonly first: ArrayLike<number>;
  readonly second: ArrayLike<number>;
}

export interface AdamOptions {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** 1 at the first step. */
  readonly step: number;
}

/**
 * Kingma & Ba 2015, algorithm 1.
 *
 *   m′ = β₁ m + (1 - β₁) g    v′ = β₂ v + (1 - β₂) g²    w′ = w - η (m′ / (1 - β₁ᵗ)) / (√(v′ / (1 - β₂ᵗ)) + ε)
 */
export function adamStep(
  weights: ArrayLike<number>,
  gradient: ArrayLike<number>,
  moments: AdamMoments,
  { learningRate, beta1, beta2, epsilon, step }: AdamOptions,
) {
  const first = Float64Array.from(moments.first, (m, k) => beta1 * m + (1 - beta1) * gradient[k]);
  const second = Float64Array.from(
    moments.second,
    (v, k) => beta2 * v + (1 - beta2) * gradient[k] ** 2,
  );
  const newWeights = Float64Array.from(weights, (w, k) => {
    const mean = first[k] / (1 - beta1 ** step);
    const meanSquare = second[k] / (1 - beta2 ** step);
    return w - (learningRate * mean) / (Math.sqrt(meanSquare) + epsilon);
  });
  return { weights: newWeights, moments: { first, second } };
}

/**
 * Dozat 2016, with the momentum schedule he gives, as in PyTorch's NAdam. With Mₜ the product of μ₁
 * to μₜ:
 *
 *   μₜ = β₁ (1 - 0.96^(t / 250) / 2)    ḡ = μₜ₊₁ m′ / (1 - Mₜ₊₁) + (1 - μₜ) g / (1 - Mₜ)
 *   w′ = w - η ḡ / (√(v′ / (1 - β₂ᵗ)) + ε)
 */
export function nadamStep(
  weights: ArrayLike<number>,
  gradient: ArrayLike<number>,
  moments: AdamMoments,
  options: AdamOptions,
) {
  const { learningRate, beta1, beta2, epsilon, step } = options;
  const { moments: next } = adamStep(weights, gradient, moments, options);
  const { meanShare, gradientShare } = nadamShares(beta1, step);
  const newWeights = Float64Array.from(weights, (w, k) => {
    const ahead = meanShare * next.first[k] + gradientShare * gradient[k];
    return w - (learningRate * ahead) / (Math.sqrt(next.second[k] / (1 - beta2 ** step)) + epsilon);
  });
  return { weights: newWeights, moments: next };
}

/** What ḡ is made of: μₜ₊₁ / (1 - Mₜ₊₁) and (1 - μₜ) / (1 - Mₜ). */
export function nadamShares(beta1: number, step: number) {
  const momentum = (t: number) => beta1 * (1 - 0.96 ** (t / 250) / 2);
  let product = 1;
  for (let t = 1; t <= step; t++) product *= momentum(t);
  const next = momentum(step + 1);
  return {
    meanShare: next / (1 - product * next),
    gradientShare: (1 - momentum(step)) / (1 - product),
  };
}
