// The report of a training: what its page shows and holds, so that a later training can be compared
// with it.
import * as v from 'valibot';
import { scoresSchema } from '../eval-report.js';
import { recordOf } from '../record-of.js';

export const TRAINING_REPORT_FORMAT = 'teddy-training-report';
export const TRAINING_REPORT_VERSION = 1;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const percent = v.pipe(v.number(), v.minValue(0), v.maxValue(100));
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

const epoch = v.strictObject({
  /** Counted from 1. */
  epoch: count,
  /** Mean of a sentence. */
  loss: v.number(),
  devF1: percent,
  /** Of the gradients of the steps, before clipping. */
  medianNorm: v.number(),
  largestNorm: v.number(),
  /** Of the last step. */
  learningRate: v.number(),
});

const run = v.strictObject({
  seed: count,
  /** Finished ones, in order. */
  epochs: v.array(epoch),
  end: v.picklist(['epochs', 'patience', 'interrupted', 'diverged']),
  /** The epoch with the best F1 on dev, and the scores of its weights; absent if none finished. */
  best: v.optional(v.strictObject({ epoch: count, devF1: percent, testF1: v.optional(percent) })),
});

const corpus = v.strictObject({ name: v.string(), sha256, sentences: count });

const trainingReportSchema = v.strictObject({
  format: v.literal(TRAINING_REPORT_FORMAT),
  version: v.literal(TRAINING_REPORT_VERSION),
  program: v.strictObject({ name: v.string(), version: v.string() }),
  /** File name of the model. */
  model: v.string(),
  /** What the scores are of, as in "seed 2, epoch 5". */
  scored: v.string(),
  corpus,
  /** Absent if dev was held out from the corpus. */
  dev: v.optional(corpus),
  /** On train and dev together: the scores on dev are those of the fit before it. */
  finalFit: v.optional(v.strictObject({ sentences: count })),
  runs: v.pipe(v.array(run), v.minLength(1)),
  scores: v.strictObject({ dev: scoresSchema, test: v.optional(scoresSchema) }),
  /** By name: what was chosen, and what was read. */
  settings: recordOf(v.string()),
  provenance: recordOf(v.string()),
});

export type TrainingReport = v.InferOutput<typeof trainingReportSchema>;
export type ReportRun = TrainingReport['runs'][number];
export type ReportEpoch = ReportRun['epochs'][number];

export const checkTrainingReport = (value: unknown) => v.safeParse(trainingReportSchema, value);
