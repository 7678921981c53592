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
import type { JudgedConfidence } from './calibration.js';
import { type CountTable, createCountTable } from './count-table.js';
import { type EntityPair, type ErrorKind, pairEntities } from './pair-entities.js';
import type { Score } from './score.js';
import {
  addSemevalOutcomes,
  emptySemevalCounts,
  SEMEVAL_MODES,
  type SemevalCounts,
  type SemevalMode,
} from './semeval.js';

/** An error with the sentence around it. */
export interface JudgedError {
  readonly kind: ErrorKind;
  readonly line: number;
  readonly sentence: AlignedSentence;
  readonly gold?: Span;
  readonly predicted?: Span;
}

export interface JudgeOptions {
  /** The scheme in which tags are compared for token accuracy. */
  readonly scheme: TagScheme;
  readonly training?: TrainingEntities;
  /** Errors beyond this many are counted, not kept. */
  readonly mostErrors: number;
}

/** Names of the rows of a count table. */
export const rowOf = {
  overall: 'overall',
  tokens: 'tokens',
  type: (type: string) => `type/${type}`,
  /** Of all types if the type is ''. */
  mode: (mode: SemevalMode, type: string) => `mode/${mode}/${type}`,
  group: (breakdown: BreakdownName, group: string) => `group/${breakdown}/${group}`,
} as const;

export interface Judgment {
  readonly counts: CountTable;
  /** Types of either side, sorted. */
  readonly types: readonly string[];
  readonly tokenCount: number;
  readonly correctTagCount: number;
  /** Outcomes by mode, overall under '' and by type. */
  readonly outcomes: ReadonlyMap<string, SemevalOutcomes>;
  readonly confusion: Confusion;
  readonly errorCounts: Readonly<Record<ErrorKind, number>>;
  /** The first errors in the order of the corpus. */
  readonly errors: readonly JudgedError[];
  /** The predicted entities that have a confidence. */
  readonly confidences: readonly JudgedConfidence[];
}

export type SemevalOutcomes = Readonly<Record<SemevalMode, Readonly<SemevalCounts>>>;

/** Pairs of a gold and a predicted type, whatever the boundaries; '' stands for no entity. */
export type Confusion = ReadonlyMap<string, ReadonlyMap<string, number>>;

export interface Judge {
  add(sentence: AlignedSentence): void;
  finish(): Judgment;
}

export function createJudge({ scheme, training, mostErrors }: JudgeOptions): Judge {
  const counts = createCountTable();
  const types = new Set<string>();
  const outcomes = new Map<string, Record<SemevalMode, SemevalCounts>>();
  const confusion = new Map<string, Map<string, number>>();
  const errorCounts: Record<ErrorKind, number> = {
    missed: 0,
    invented: 0,
    'wrong type': 0,
    'wrong boundary': 0,
    'wrong type and boundary': 0,
  };
  const errors: JudgedError[] = [];
  const confidences: JudgedConfidence[] = [];
  let [tokenCount, correctTagCount] = [0, 0];

  function countGroups(sentence: AlignedSentence, span: Span, side: Side): void {
    const text = entityText(sentence, span);
    const add = (breakdown: BreakdownName, group: string) =>
      addSide(counts, rowOf.group(breakdown, group), side);
    add('entityLength', entityLengthOf(span));
    add('sentenceLength', sentenceLengthOf(sentence.tokens.length));
    add('shape', entityShapeOf(text));
    if (training) add('familiarity', familiarityOf(text, span.label, training));
  }

  function countPair(sentence: AlignedSentence, pair: EntityPair): void {
    const { kind, gold, predicted } = pair;
    increment(confusion, gold?.label ?? '', predicted?.label ?? '');
    const confidence = predicted?.confidence;
    if (confidence !== undefined) confidences.push({ confidence, isCorrect: kind === 'correct' });
    if (gold) types.add(gold.label);
    if (predicted) types.add(predicted.label);
    if (kind === 'correct') {
      addSide(counts, rowOf.overall, 'both');
      addSide(counts, rowOf.type(gold.label), 'both');
      countGroups(sentence, gold, 'both');
      return;
    }
    for (const [span, side] of [
      [gold, 'gold'],
      [predicted, 'predicted'],
    ] as const) {
      if (span === undefined) continue;
      addSide(counts, rowOf.overall, side);
      addSide(counts, rowOf.type(span.label), side);
      countGroups(sentence, span, side);
    }
    errorCounts[kind]++;
    if (errors.length < mostErrors) {
      const line = sentence.line + Math.floor((gold ?? predicted).start);
      errors.push({ kind, line, sentence, ...(gold && { gold }), ...(predicted && { predicted }) });
    }
  }

  function countModes(gold: readonly Span[], predicted: readonly Span[]): void {
    if (gold.length + predicted.length === 0) return;
    countModesOf('', gold, predicted);
    for (const type of new Set([...gold, ...predicted].map(({ label }) => label))) {
      const ofType = ({ label }: Span) => label === type;
      countModesOf(type, gold.filter(ofType), predicted.filter(ofType));
    }
  }

  function countModesOf(type: string, gold: readonly Span[], predicted: readonly Span[]): void {
    const byMode = outcomes.get(type) ?? createOutcomes();
    outcomes.set(type, byMode);
    for (const mode of SEMEVAL_MODES) {
      const sentence = emptySemevalCounts();
      addSemevalOutcomes(sentence, mode, gold, predicted);
      for (const outcome of OUTCOMES) byMode[mode][outcome] += sentence[outcome];
      // Every gold entity is possible and every predicted one actual, in the words of SemEval.
      const credit = sentence.correct + sentence.partial / 2;
      counts.add(rowOf.mode(mode, type), gold.length, predicted.length, credit);
    }
  }

  return {
    add: (sentence) => {
      const { tokens, gold, predicted } = sentence;
      const correctTags = countCorrectTags(sentence, scheme);
      tokenCount += tokens.length;
      correctTagCount += correctTags;
      counts.add(rowOf.tokens, tokens.length, tokens.length, correctTags);
      for (const pair of pairEntities(gold, predicted)) countPair(sentence, pair);
      countModes(gold, predicted);
      counts.endSentence();
    },
    finish: () => ({
      counts,
      types: [...types].sort(),
      tokenCount,
      correctTagCount,
      outcomes,
      confusion,
      errorCounts,
      errors,
      confidences,
    }),
  };
}

type Side = 'gold' | 'predicted' | 'both';

function addSide(counts: CountTable, row: string, side: Side): void {
  const isBoth = side === 'both';
  counts.add(
    row,
    side === 'gold' || isBoth ? 1 : 0,
    side === 'predicted' || isBoth ? 1 : 0,
    isBoth ? 1 : 0,
  );
}

const OUTCOMES = ['correct', 'incorrect', 'partial', 'missed', 'spurious'] as const;

const createOutcomes = (): Record<SemevalMode, SemevalCounts> => ({
  strict: emptySemevalCounts(),
  exact: emptySemevalCounts(),
  partial: emptySemevalCounts(),
  type: emptySemevalCounts(),
});

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

/** The tokens that a span touches, joined by spaces. */
export function entityText({ tokens }: AlignedSentence, { start, end }: Span): string {
  return tokens.slice(Math.floor(start), Math.ceil(end)).join(' ');
}

function countCorrectTags({ tokens, gold, predicted }: AlignedSentence, scheme: TagScheme): number {
  if (gold.length === 0 && predicted.length === 0) return tokens.length;
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
