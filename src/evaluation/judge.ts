// Judges predicted entities against gold ones, sentence by sentence: counts for every score, and the errors.
import type { AlignedSentence } from '../corpora/align-sentences.js';
import type { TagScheme } from '../corpora/tag-scheme.js';
import { renderTags, type Span } from '../corpora/tags.js';
import {
  type BreakdownName,
  entityLengthOf,
  entityShapeOf,
  familiarityOf,
  sentenceLengthOf,
  type TrainingEntities,
} from './breakdowns.js';
import { type Calibration, createCalibrationBins } from './calibration.js';
import { type CountRow, type CountTable, createCountTable } from './count-table.js';
import { createErrorLog, type ErrorLog, entityText } from './error-log.js';
import { createModeCounts, type SemevalOutcomes } from './mode-counts.js';
import { type EntityPair, pairEntities } from './pair-entities.js';
import { rowOf } from './row-names.js';
import type { Score } from './score.js';

export interface JudgeOptions {
  /** The scheme in which tags are compared for token accuracy. */
  readonly scheme: TagScheme;
  readonly training?: TrainingEntities;
  /** Errors beyond this many are counted without their sentences. */
  readonly mostErrors: number;
}

export interface Judgment {
  readonly counts: CountTable;
  /** Types of either side, sorted. */
  readonly types: readonly string[];
  readonly tokenCount: number;
  readonly correctTagCount: number;
  /** Outcomes by mode, overall under '' and by type. */
  readonly outcomes: ReadonlyMap<string, SemevalOutcomes>;
  readonly confusion: Confusion;
  /** Of the predicted entities that have a confidence. */
  readonly calibration: Calibration | undefined;
  readonly errors: Omit<ErrorLog, 'add'>;
}

/** Pairs of a gold and a predicted type, whatever the boundaries; '' stands for no entity. */
export type Confusion = ReadonlyMap<string, ReadonlyMap<string, number>>;

export interface Judge {
  add(sentence: AlignedSentence): void;
  finish(): Judgment;
}

export function createJudge({ scheme, training, mostErrors }: JudgeOptions): Judge {
  const counts = createCountTable();
  const types = new Set<string>();
  const modes = createModeCounts(counts);
  const rowNamed = remembered(counts.rowNamed);
  const typeRow = remembered((type) => counts.rowNamed(rowOf.type(type)));
  const groupRows = (breakdown: BreakdownName) =>
    remembered((group) => counts.rowNamed(rowOf.group(breakdown, group)));
  const groups = {
    familiarity: groupRows('familiarity'),
    entityLength: groupRows('entityLength'),
    sentenceLength: groupRows('sentenceLength'),
    shape: groupRows('shape'),
  };
  const confusion = new Map<string, Map<string, number>>();
  const errors = createErrorLog(mostErrors);
  const bins = createCalibrationBins();
  let [tokenCount, correctTagCount] = [0, 0];

  function countGroups(sentence: AlignedSentence, span: Span, side: Side): void {
    const text = entityText(sentence, span);
    addSide(groups.entityLength(entityLengthOf(span)), side);
    addSide(groups.sentenceLength(sentenceLengthOf(sentence.tokens.length)), side);
    addSide(groups.shape(entityShapeOf(text)), side);
    if (training) addSide(groups.familiarity(familiarityOf(text, span.label, training)), side);
  }

  function countPair(sentence: AlignedSentence, pair: EntityPair): void {
    const { kind, gold, predicted } = pair;
    increment(confusion, gold?.label ?? '', predicted?.label ?? '');
    const confidence = predicted?.confidence;
    if (confidence !== undefined) bins.add({ confidence, isCorrect: kind === 'correct' });
    if (gold) types.add(gold.label);
    if (predicted) types.add(predicted.label);
    if (kind === 'correct') {
      addSide(rowNamed(rowOf.overall), 'both');
      addSide(typeRow(gold.label), 'both');
      countGroups(sentence, gold, 'both');
      return;
    }
    for (const [span, side] of [
      [gold, 'gold'],
      [predicted, 'predicted'],
    ] as const) {
      if (span === undefined) continue;
      addSide(rowNamed(rowOf.overall), side);
      addSide(typeRow(span.label), side);
      countGroups(sentence, span, side);
    }
    errors.add({ kind, sentence, ...(gold && { gold }), ...(predicted && { predicted }) });
  }

  return {
    add: (sentence) => {
      const { tokens, gold, predicted } = sentence;
      const areEqual = haveEqualSpans(gold, predicted);
      const correctTags = areEqual ? tokens.length : countCorrectTags(sentence, scheme);
      tokenCount += tokens.length;
      correctTagCount += correctTags;
      counts.add(rowOf.tokens, tokens.length, tokens.length, correctTags);
      const pairs = areEqual ? correctPairs(gold, predicted) : pairEntities(gold, predicted);
      for (const pair of pairs) countPair(sentence, pair);
      modes.add(gold, predicted, areEqual);
      counts.endSentence();
    },
    finish: () => ({
      counts,
      types: [...types].sort(),
      tokenCount,
      correctTagCount,
      outcomes: modes.outcomes,
      confusion,
      errors,
      calibration: bins.calibration(),
    }),
  };
}

type Side = 'gold' | 'predicted' | 'both';

function addSide(row: CountRow, side: Side): void {
  const isBoth = side === 'both';
  row.add(
    side === 'gold' || isBoth ? 1 : 0,
    side === 'predicted' || isBoth ? 1 : 0,
    isBoth ? 1 : 0,
  );
}

/** The name of a row takes longer to make than its counts to add. */
function remembered(find: (key: string) => CountRow): (key: string) => CountRow {
  const rows = new Map<string, CountRow>();
  return (key) => {
    let row = rows.get(key);
    if (row === undefined) {
      row = find(key);
      rows.set(key, row);
    }
    return row;
  };
}

/** @param predicted the same spans as gold, with or without confidences */
const correctPairs = (gold: readonly Span[], predicted: readonly Span[]): EntityPair[] =>
  gold.map((span, index) => ({ kind: 'correct', gold: span, predicted: predicted[index] }));

function haveEqualSpans(a: readonly Span[], b: readonly Span[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ label, start, end }, index) => {
      const other = b[index];
      return label === other.label && start === other.start && end === other.end;
    })
  );
}

function increment(confusion: Map<string, Map<string, number>>, gold: string, predicted: string) {
  const row = confusion.get(gold) ?? new Map<string, number>();
  row.set(predicted, (row.get(predicted) ?? 0) + 1);
  confusion.set(gold, row);
}

/** The figures of conlleval's table. */
export function scoreOf({ counts, types, tokenCount, correctTagCount }: Judgment): Score {
  return {
    tokenCount,
    correctTagCount,
    overall: counts.totalOf(rowOf.overall),
    types: new Map(types.map((type) => [type, counts.totalOf(rowOf.type(type))])),
  };
}

function countCorrectTags({ tokens, gold, predicted }: AlignedSentence, scheme: TagScheme): number {
  const goldTags = renderTags(gold, tokens.length, scheme);
  const predictedTags = renderTags(wholeTokens(predicted, tokens.length), tokens.length, scheme);
  let count = 0;
  for (let index = 0; index < tokens.length; index++) {
    if (goldTags[index] === predictedTags[index]) count++;
  }
  return count;
}

/** Spans of the tokens that the given ones touch, within a sentence of `length` tokens. */
function wholeTokens(spans: readonly Span[], length: number): Span[] {
  return spans.map(({ label, start, end }) => ({
    label,
    start: Math.floor(start),
    end: Math.min(Math.ceil(end), length),
  }));
}
