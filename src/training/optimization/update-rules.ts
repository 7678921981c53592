// Update rules: SGD, Adam (also for AdamW) and NAdam. The powers for the bias correction of the
// moments are repeated products, which are the same on every engine.
import type { Kernels } from '../../kernels/kernels.js';
import type { OptimizerName } from './options.js';

/** Addresses of a range of weights and of what belongs to it. */
export interface Range {
  readonly count: number;
  readonly weights: number;
  readonly gradient: number;
  /** `momentCount` of the rule. */
  readonly moments: readonly number[];
}

export interface UpdateRule {
  readonly momentCount: number;
  /** To be called before the ranges of a step are updated. */
  startStep(): void;
  /** Updates the weights by the gradient times `factor`. */
  update(kernels: Kernels, range: Range, factor: number, learningRate: number): void;
  /** Makes the next step the first one again. */
  reset(): void;
  /** Products over the steps so far. */
  state(): readonly number[];
  setState(products: readonly number[]): void;
}

/** Numbers that each rule keeps for each weight. */
export const momentCounts: Readonly<Record<OptimizerName, number>> = {
  sgd: 1,
  adam: 2,
  adamw: 2,
  nadam: 2,
};

const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-8;
// 0.96^(1 / 250)
const MOMENTUM_SCHEDULE = 0.9998367253526753;

export function createUpdateRule(optimizer: OptimizerName, momentum: number): UpdateRule {
  switch (optimizer) {
    case 'sgd':
      return createSgd(momentum);
    case 'adam':
    case 'adamw':
      return createAdam();
    case 'nadam':
      return createNadam();
  }
}

function createSgd(momentum: number): UpdateRule {
  return {
    momentCount: momentCounts.sgd,
    startStep: () => {},
    update: (kernels, { count, weights, gradient, moments: [velocity] }, factor, rate) =>
      kernels.sgdUpdate(count, weights, gradient, velocity, factor, rate, momentum),
    reset: () => {},
    state: () => [],
    setState: () => {},
  };
}

function createAdam(): UpdateRule {
  let power1 = 1;
  let power2 = 1;
  return {
    momentCount: momentCounts.adam,
    startStep: () => {
      power1 *= BETA1;
      power2 *= BETA2;
    },
    update: (kernels, { count, weights, gradient, moments: [first, second] }, factor, rate) => {
      const addresses = [weights, gradient, first, second] as const;
      const betas = [BETA1, BETA2, EPSILON] as const;
      kernels.adamUpdate(count, ...addresses, factor, rate, ...betas, 1 - power1, 1 - power2);
    },
    reset: () => {
      power1 = 1;
      power2 = 1;
    },
    state: () => [power1, power2],
    setState: (products) => {
      [power1, power2] = products;
    },
  };
}

// μₜ = β₁ (1 - 0.96^(t / 250) / 2), the schedule of Dozat 2016 and of PyTorch's NAdam.
function createNadam(): UpdateRule {
  let schedule = 1;
  let product = 1;
  let power2 = 1;
  const momentumAt = (power: number) => BETA1 * (1 - power / 2);
  return {
    momentCount: momentCounts.nadam,
    startStep: () => {
      schedule *= MOMENTUM_SCHEDULE;
      product *= momentumAt(schedule);
      power2 *= BETA2;
    },
    update: (kernels, { count, weights, gradient, moments: [first, second] }, factor, rate) => {
      const next = momentumAt(schedule * MOMENTUM_SCHEDULE);
      const meanRate = (rate * next) / (1 - product * next);
      const gradientRate = (rate * (1 - momentumAt(schedule))) / (1 - product);
      const addresses = [weights, gradient, first, second] as const;
      const rates = [factor, meanRate, gradientRate] as const;
      kernels.nadamUpdate(count, ...addresses, ...rates, BETA1, BETA2, EPSILON, 1 - power2);
    },
    reset: () => {
      schedule = 1;
      product = 1;
      power2 = 1;
    },
    state: () => [schedule, product, power2],
    setState: (products) => {
      [schedule, product, power2] = products;
    },
  };
}
