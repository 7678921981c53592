// The metadata of a checkpoint as JSON, and its schema.
import * as v from 'valibot';

/** JSON of values that may hold maps, and numbers that are NaN or infinite. */
export function renderValue(value: unknown): string {
  return JSON.stringify(value, (_, part) => {
    if (part instanceof Map) return [...part];
    return typeof part === 'number' && !Number.isFinite(part) ? String(part) : part;
  });
}

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const number = v.union([
  v.number(),
  v.pipe(v.picklist(['NaN', 'Infinity', '-Infinity']), v.transform(Number)),
]);
const integer = v.pipe(v.number(), v.integer(), v.minValue(-(2 ** 31)), v.maxValue(2 ** 31 - 1));
const randomState = v.strictTuple([integer, integer, integer, integer]);

const spanCounts = v.strictObject({ gold: count, predicted: count, correct: count });
const score = v.strictObject({
  tokenCount: count,
  correctTagCount: count,
  overall: spanCounts,
  types: v.pipe(
    v.array(v.strictTuple([v.string(), spanCounts])),
    v.transform((entries) => new Map(entries)),
  ),
});
const scoredWeights = v.strictObject({
  epoch: count,
  weights: v.picklist(['raw', 'averaged']),
  dev: score,
});

const anomaly = v.strictObject({
  kind: v.picklist(['loss', 'gradient', 'weights', 'huge gradient']),
  norm: number,
  parameter: v.string(),
  medianNorm: v.optional(number),
  isRecoverable: v.boolean(),
  epoch: count,
  step: count,
});
const temperatureFit = v.strictObject({
  temperature: number,
  isFitted: v.boolean(),
  entityCount: count,
  correctCount: count,
  errorBefore: v.optional(number),
  errorAfter: v.optional(number),
});
const learningCurve = v.array(v.strictObject({ epoch: count, loss: number, devF1: number }));

export const runsSchema = v.array(
  v.strictObject({
    seed: count,
    end: v.strictObject({
      kind: v.literal('end'),
      reason: v.picklist(['epochs', 'patience', 'interrupted', 'diverged']),
      best: v.optional(scoredWeights),
      temperature: v.optional(temperatureFit),
      divergence: v.optional(
        v.strictObject({ anomaly, learningRate: number, rollbackCount: count }),
      ),
    }),
    learningCurve,
    test: v.optional(score),
  }),
);

export const currentSchema = v.strictObject({
  learningCurve,
  random: randomState,
  keptEpoch: count,
  rollback: v.strictObject({ count, rateFactor: number }),
  history: v.array(number),
  best: v.optional(scoredWeights),
  /** Of the update rule. */
  products: v.array(number),
  /** Steps or epochs in the averages. */
  averagedCount: v.optional(count),
  recentNorms: v.array(number),
  course: v.optional(
    v.strictObject({
      drawnFrom: randomState,
      norms: v.array(number),
      loss: number,
      sentenceCount: count,
      tokenCount: count,
      learningRate: number,
      hasWarned: v.boolean(),
    }),
  ),
});

/** Of a pretraining. */
export const stateSchema = v.strictObject({
  finishedEpochs: count,
  loss: v.optional(number),
  current: v.optional(
    v.strictObject({
      drawnFrom: randomState,
      stepCount: count,
      tokenCount: count,
      lossSum: number,
      predictionCount: count,
    }),
  ),
  random: randomState,
  /** Of the update rules of body and head. */
  products: v.strictTuple([v.array(number), v.array(number)]),
});

export const identitySchema = v.record(v.string(), v.string());
export const chosenSchema = v.strictObject({ epoch: count });
export const membersSchema = v.array(chosenSchema);
export const logSchema = v.array(v.string());
