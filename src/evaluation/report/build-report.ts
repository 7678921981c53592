// The parts of an evaluation report that come from a judgment.
import type { AlignedSentence } from '../../corpora/align-sentences.js';
import type { Span } from '../../corpora/tags.js';
import { BREAKDOWNS, type BreakdownName } from '../breakdowns.js';
import type { Calibration } from '../calibration.js';
import type { CountTable } from '../count-table.js';
import { entityText, type JudgedError } from '../error-log.js';
import { figuresOf, macroFigures, typeCounts, weightedFigures } from '../figures.js';
import type { FigureIntervals, Intervals } from '../intervals.js';
import type { Judgment } from '../judge.js';
import { rowOf } from '../row-names.js';
import { emptySemevalCounts, SEMEVAL_MODES, type SemevalMode } from '../semeval.js';
import type { ReportError, ReportRow, ReportSystem } from './eval-report.js';

export interface SystemOptions {
  readonly name: string;
  readonly kind: ReportSystem['kind'];
  readonly sha256: string;
  readonly intervals?: Intervals;
  readonly mostErrors: number;
  /** Whether the report is stored, for comparisons sentence by sentence. */
  readonly hasSentenceCounts: boolean;
}

const MOST_FREQUENT_ERRORS = 50;

export function buildSystem(judgment: Judgment, options: SystemOptions): ReportSystem {
  const { counts, types, tokenCount, correctTagCount } = judgment;
  const { intervals } = options;
  const row = (name: string) => reportRow(counts, name, intervals?.of(name));
  const tokens = intervals?.of(rowOf.tokens)?.recall;
  const rows = typeCounts(counts, types);
  const calibration = buildCalibration(judgment.calibration);
  return {
    name: options.name,
    kind: options.kind,
    sha256: options.sha256,
    tokens: {
      count: tokenCount,
      correct: correctTagCount,
      accuracy: tokenCount === 0 ? 0 : (100 * correctTagCount) / tokenCount,
      ...(tokens && { interval: pairOf(tokens) }),
    },
    overall: row(rowOf.overall),
    macro: { ...macroFigures(rows), ...intervalsOf(intervals?.macro) },
    weighted: { ...weightedFigures(rows), ...intervalsOf(intervals?.weighted) },
    types: recordOf(types, (type) => row(rowOf.type(type))),
    modes: buildModes(judgment, intervals),
    breakdowns: buildBreakdowns(counts, row),
    confusion: buildConfusion(judgment),
    errors: buildErrors(judgment, options.mostErrors),
    sentenceCounts: options.hasSentenceCounts
      ? buildSentenceCounts(judgment)
      : { overall: NO_SENTENCES, types: {} },
    ...(calibration && { calibration }),
  };
}

/** In percent. */
function buildCalibration(
  calibration: Calibration | undefined,
): NonNullable<ReportSystem['calibration']> | undefined {
  if (calibration === undefined) return undefined;
  const bins = calibration.bins.map(({ from, to, count, correct, confidence }) => ({
    from: 100 * from,
    to: 100 * to,
    count,
    confidence: Math.min(100, 100 * confidence),
    correct: count === 0 ? 0 : (100 * correct) / count,
  }));
  return { expectedError: 100 * calibration.error, bins };
}

function recordOf<Value>(names: readonly string[], make: (name: string) => Value) {
  return Object.fromEntries(names.map((name) => [name, make(name)]));
}

function reportRow(
  counts: CountTable,
  name: string,
  intervals: FigureIntervals | undefined,
): ReportRow {
  const total = counts.totalOf(name);
  return { ...total, ...figuresOf(total), ...intervalsOf(intervals) };
}

const pairOf = ([low, high]: readonly [number, number]): [number, number] => [low, high];

function intervalsOf(intervals: FigureIntervals | undefined) {
  if (intervals === undefined) return {};
  const { precision, recall, f1 } = intervals;
  return {
    intervals: { precision: pairOf(precision), recall: pairOf(recall), f1: pairOf(f1) },
  };
}

function buildModes(judgment: Judgment, intervals: Intervals | undefined): ReportSystem['modes'] {
  const modeRow = (mode: SemevalMode, type: string) => {
    const row = rowOf.mode(mode, type);
    const total = judgment.counts.totalOf(row);
    return {
      ...(judgment.outcomes.get(type)?.[mode] ?? emptySemevalCounts()),
      possible: total.gold,
      actual: total.predicted,
      ...figuresOf(total),
      ...intervalsOf(intervals?.of(row)),
    };
  };
  const build = (mode: SemevalMode) => ({
    overall: modeRow(mode, ''),
    types: recordOf(judgment.types, (type) => modeRow(mode, type)),
  });
  const [strict, exact, partial, type] = SEMEVAL_MODES.map(build);
  return { strict, exact, partial, type };
}

function buildBreakdowns(
  counts: CountTable,
  row: (name: string) => ReportRow,
): ReportSystem['breakdowns'] {
  const known = new Set(counts.rows());
  return (Object.keys(BREAKDOWNS) as BreakdownName[]).flatMap((breakdown) => {
    const { name, groups } = BREAKDOWNS[breakdown];
    const counted = groups
      .filter((group) => known.has(rowOf.group(breakdown, group)))
      .map((group) => ({ name: group, ...row(rowOf.group(breakdown, group)) }));
    return counted.length > 0 ? [{ name, groups: counted }] : [];
  });
}

function buildConfusion({ types, confusion }: Judgment): ReportSystem['confusion'] {
  const names = [...types, ''];
  const counts = names.map((gold) =>
    names.map((predicted) => confusion.get(gold)?.get(predicted) ?? 0),
  );
  return { types: [...types], counts };
}

function buildErrors({ errors }: Judgment, mostErrors: number): ReportSystem['errors'] {
  return {
    counts: { ...errors.counts },
    frequent: errors.frequent(MOST_FREQUENT_ERRORS),
    examples: errors.first.slice(0, mostErrors).map(buildError),
  };
}

export function buildError({ kind, line, sentence, gold, predicted }: JudgedError): ReportError {
  const entity = (span: Span) => buildEntity(sentence, span);
  return {
    kind,
    line,
    tokens: [...sentence.tokens],
    ...(gold && { gold: entity(gold) }),
    ...(predicted && { predicted: entity(predicted) }),
    ...(predicted?.confidence !== undefined && { confidence: predicted.confidence }),
  };
}

export function buildEntity(
  sentence: AlignedSentence,
  span: Span,
): NonNullable<ReportError['gold']> {
  return {
    type: span.label,
    start: Math.floor(span.start),
    end: Math.min(Math.ceil(span.end), sentence.tokens.length),
    text: entityText(sentence, span),
  };
}

const NO_SENTENCES = { sentences: [], gold: [], predicted: [], correct: [] };

const buildSentenceCounts = ({ counts, types }: Judgment): ReportSystem['sentenceCounts'] => ({
  overall: columnsOf(counts, rowOf.overall),
  types: recordOf(types, (type) => columnsOf(counts, rowOf.type(type))),
});

function columnsOf(counts: CountTable, row: string) {
  const { sentences, gold, predicted, correct } = counts.columnsOf(row);
  return {
    sentences: [...sentences],
    gold: [...gold],
    predicted: [...predicted],
    correct: [...correct],
  };
}
