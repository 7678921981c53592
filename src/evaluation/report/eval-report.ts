// The evaluation report: what `tagger eval --report json` writes, what every other report is rendered from, and what a baseline is
// read from.
import * as v from 'valibot';
import { ERROR_KINDS } from '../pair-entities.js';
import { recordOf } from './record-of.js';

export const REPORT_FORMAT = 'teddy-eval-report';
export const REPORT_VERSION = 1;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const percent = v.pipe(v.number(), v.minValue(0), v.maxValue(100));
const interval = v.tuple([v.number(), v.number()]);
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/** Precision, recall and F1 in percent, not rounded; intervals of 95 %. */
const figures = {
  precision: percent,
  recall: percent,
  f1: percent,
  intervals: v.optional(v.strictObject({ precision: interval, recall: interval, f1: interval })),
};

const averages = v.strictObject(figures);
const row = v.strictObject({ gold: count, predicted: count, correct: count, ...figures });

/** As nervaluate counts: possible = correct + incorrect + partial + missed, actual = correct + incorrect + partial + spurious. */
const modeRow = v.strictObject({
  correct: count,
  incorrect: count,
  partial: count,
  missed: count,
  spurious: count,
  possible: count,
  actual: count,
  ...figures,
});
const mode = v.strictObject({ overall: modeRow, types: recordOf(modeRow) });

/** Token offsets are half open. */
const entity = v.strictObject({
  type: v.string(),
  start: v.number(),
  end: v.number(),
  text: v.string(),
});

const errorKind = v.picklist(ERROR_KINDS);

const errorExample = v.strictObject({
  kind: errorKind,
  /** The line of its first token in the corpus. */
  line: count,
  tokens: v.array(v.string()),
  gold: v.optional(entity),
  predicted: v.optional(entity),
  /** The tagger's probability for the predicted entity. */
  confidence: v.optional(v.number()),
});

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** A place where the model reads other entities than the gold has. */
const suspect = v.strictObject({
  /** The line of its first token in the corpus. */
  line: count,
  tokens: v.array(v.string()),
  gold: v.array(entity),
  predicted: v.array(entity),
  /** The model's probability for its own reading of the place. */
  confidence: share,
  /** The model's probability for the gold reading. */
  goldConfidence: share,
});

const frequentError = v.strictObject({
  kind: errorKind,
  goldType: v.optional(v.string()),
  predictedType: v.optional(v.string()),
  /** Of the gold entity if there is one, else of the predicted one. */
  text: v.string(),
  count,
});

const sentenceColumns = v.strictObject({
  sentences: v.array(count),
  gold: v.array(count),
  predicted: v.array(count),
  correct: v.array(count),
});

/** F1 on dev after each epoch, in percent. */
export const learningCurveSchema = v.array(
  v.strictObject({ epoch: count, loss: v.number(), devF1: percent }),
);

export const scoresSchema = v.strictObject({
  tokens: v.strictObject({
    count,
    correct: count,
    accuracy: percent,
    interval: v.optional(interval),
  }),
  overall: row,
  macro: averages,
  weighted: averages,
  types: recordOf(row),
});

const system = v.strictObject({
  name: v.string(),
  kind: v.picklist(['model', 'predictions', 'column']),
  /** Of the model or predictions file as stored; of the corpus if a column of it was judged. */
  sha256,
  ...scoresSchema.entries,
  modes: v.strictObject({ strict: mode, exact: mode, partial: mode, type: mode }),
  breakdowns: v.array(
    v.strictObject({
      name: v.string(),
      groups: v.array(v.strictObject({ name: v.string(), ...row.entries })),
    }),
  ),
  /** What tells seen entities from unseen ones: --training, or the model. Absent if neither can. */
  trainingEntities: v.optional(v.picklist(['file', 'model', 'not known'])),
  /** Entity pairs by gold type (rows) and predicted type (columns); the last row holds invented, the last column missed entities. */
  confusion: v.strictObject({ types: v.array(v.string()), counts: v.array(v.array(count)) }),
  errors: v.strictObject({
    counts: v.strictObject(v.entriesFromList(ERROR_KINDS, count)),
    frequent: v.array(frequentError),
    examples: v.array(errorExample),
  }),
  /**
   * Counts of the sentences that have any entity, overall and by type, for significance tests against this report: four lists of one
   * length, sentences by index from 0.
   */
  sentenceCounts: v.strictObject({
    overall: sentenceColumns,
    types: recordOf(sentenceColumns),
  }),
  /** F1 under each policy for illegal tag sequences, if the predictions hold any. */
  repairs: v.optional(
    v.strictObject({ illegal: count, conlleval: percent, discard: percent, begin: percent }),
  ),
  /** Of the predicted entities that have a confidence, all in percent. */
  calibration: v.optional(
    v.strictObject({
      /** Expected calibration error over the bins. */
      expectedError: percent,
      bins: v.array(
        v.strictObject({
          from: percent,
          to: percent,
          count,
          confidence: percent,
          correct: percent,
        }),
      ),
    }),
  ),
  /** Places where the model contradicts the gold, the most likely errors of the corpus first. */
  suspects: v.optional(v.array(suspect)),
  /** That of a model's training, as its file holds it. */
  learningCurve: v.optional(learningCurveSchema),
});

const spread = v.strictObject({
  mean: v.number(),
  standardDeviation: v.number(),
  min: v.number(),
  max: v.number(),
});

const comparedRow = v.strictObject({
  first: percent,
  second: percent,
  difference: v.number(),
  interval,
  pValue: v.number(),
  isSignificant: v.boolean(),
});

const comparison = v.strictObject({
  /** The other system: the first one is that of the report. */
  other: v.strictObject({ name: v.string(), sha256: v.optional(sha256) }),
  overall: comparedRow,
  types: recordOf(comparedRow),
  /** Lines of the sentences with fewer and with more errors than the other system's. */
  better: v.array(count),
  worse: v.array(count),
});

const gate = v.strictObject({
  /** Unique, as in "min-f1 PER" or "max-drop". */
  name: v.string(),
  metric: v.picklist(['precision', 'recall', 'f1']),
  type: v.optional(v.string()),
  /** In percent; for max-drop the baseline's value less the drop allowed. */
  threshold: v.optional(percent),
  value: v.optional(percent),
  outcome: v.picklist(['passed', 'failed', 'not comparable']),
  /** One sentence. */
  message: v.string(),
});

export const evalReportSchema = v.strictObject({
  format: v.literal(REPORT_FORMAT),
  version: v.literal(REPORT_VERSION),
  program: v.strictObject({ name: v.string(), version: v.string() }),
  corpus: v.strictObject({
    name: v.string(),
    sha256,
    scheme: v.string(),
    sentences: count,
    tokens: count,
    entities: count,
    /** As --map-types gives it; null drops a type. */
    mapTypes: v.optional(recordOf(v.nullable(v.string()))),
  }),
  systems: v.pipe(v.array(system), v.minLength(1)),
  /** Spread of F1 over the systems, if there are several. */
  spread: v.optional(v.strictObject({ overall: spread, types: recordOf(spread) })),
  comparison: v.optional(comparison),
  baseline: v.optional(
    v.strictObject({
      name: v.string(),
      corpusSha256: sha256,
      overall: row,
      types: recordOf(row),
      /** The first system less the baseline. */
      comparison: v.optional(
        v.strictObject({ overall: comparedRow, types: recordOf(comparedRow) }),
      ),
    }),
  ),
  gates: v.array(gate),
});

export type EvalReport = v.InferOutput<typeof evalReportSchema>;
export type ReportSystem = EvalReport['systems'][number];
export type ReportScores = v.InferOutput<typeof scoresSchema>;
export type ReportRow = v.InferOutput<typeof row>;
export type ReportGate = v.InferOutput<typeof gate>;
export type ReportError = v.InferOutput<typeof errorExample>;
export type ReportSuspect = v.InferOutput<typeof suspect>;
export type ReportComparison = v.InferOutput<typeof comparison>;
