// One step of each optimizer. Nothing is changed in place: the new weights and moments are returned.

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
