// The four schemas of SemEval-2013 task 9.1 as nervaluate counts them.
//
// Source: nervaluate (https://github.com/MantisAI/nervaluate, MIT), src/nervaluate/strategies.py,
// evaluator.py and entities.py as they are after 1.0.0 (commit 0340f67), with pull request 109 of
// March 2026; 1.2.1 is the newest release. In each sentence, each predicted entity takes at most
// one gold entity, in the order given:
//
//   strict    correct: same span, same type    incorrect: overlap
//   exact     correct: same span               incorrect: overlap
//   partial   correct: same span               partial: overlap
//   ent_type  correct: overlap, same type      incorrect: overlap
//
// A prediction that overlaps nothing that is left is spurious. A gold entity that is left is
// missed.
//
// Versions differ:
// - Up to 0.3, all schemas share one pass, which looks for an exact match first and counts an
//   overlap of any type for the type of the gold entity. A prediction that overlaps several gold
//   entities counts once for each in 0.2 and 0.3, so that `actual` can exceed the number of
//   predictions; in 0.1.8 it counts for the first only. Up to 0.1.7, last tokens do not overlap,
//   gold entities are taken more than once, and a spurious entity counts for every type.
// - Since 1.0, each type is scored alone: a prediction with a wrong type is not incorrect for the
//   gold type, but missed, and spurious for its own type. The README still says otherwise.
// - 1.0.0 forgets the half credit of partial matches if there are two sentences or more, and its
//   README prints such figures. Pull request 109 fixes this.
// - After 1.0.0, an overlap is at least 1 percent of the gold entity, and ent_type takes the
//   nearest gold entity of the type instead of the first. The changelog says that the counts stay
//   the same, but they can change.
import { compareCodePoints } from './code-points.js';
import type { Entity } from './entity.js';

export const NERVALUATE_SCHEMAS = ['strict', 'exact', 'partial', 'ent_type'] as const;

export type NervaluateSchema = (typeof NERVALUATE_SCHEMAS)[number];

export interface NervaluateFigures {
  readonly correct: number;
  readonly incorrect: number;
  readonly partial: number;
  readonly missed: number;
  readonly spurious: number;
  /** Gold entities: correct, incorrect, partial and missed. */
  readonly possible: number;
  /** Predicted entities: correct, incorrect, partial and spurious. */
  readonly actual: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export type NervaluateFiguresBySchema = Readonly<Record<NervaluateSchema, NervaluateFigures>>;

export interface NervaluateReport {
  readonly overall: NervaluateFiguresBySchema;
  /** Types in gold or predicted entities, sorted by code points. */
  readonly byType: ReadonlyMap<string, NervaluateFiguresBySchema>;
}

export interface NervaluateOptions {
  /** All types unless given; entities of other types are ignored. */
  readonly types?: readonly string[];
  /** Of the gold entity, from 1 to 100; 1 unless given. */
  readonly minimumOverlapPercentage?: number;
}

type Sentences = readonly (readonly Entity[])[];
type Outcome = 'correct' | 'incorrect' | 'partial' | 'missed' | 'spurious';

/**
 * Figures of a corpus. Ends of entities are exclusive here, inclusive in nervaluate.
 *
 * @param gold entities by sentence
 * @param predicted entities by sentence, in the order in which they take gold entities
 */
export function nervaluate(
  gold: Sentences,
  predicted: Sentences,
  { types, minimumOverlapPercentage = 1 }: NervaluateOptions = {},
): NervaluateReport {
  if (gold.length !== predicted.length) {
    throw new Error(`expected ${gold.length} predicted sentences, found ${predicted.length}`);
  }
  if (!(minimumOverlapPercentage >= 1 && minimumOverlapPercentage <= 100)) {
    throw new Error(`expected an overlap from 1 to 100, found ${minimumOverlapPercentage}`);
  }
  const present = new Set([...gold, ...predicted].flat().map(({ type }) => type));
  const scored = [...present].filter((type) => types?.includes(type) ?? true);
  const figuresOf = (kept: readonly string[]) =>
    scoreSchemas(keepTypes(gold, kept), keepTypes(predicted, kept), minimumOverlapPercentage);
  return {
    overall: figuresOf(scored),
    byType: new Map(scored.sort(compareCodePoints).map((type) => [type, figuresOf([type])])),
  };
}

function keepTypes(sentences: Sentences, types: readonly string[]): Sentences {
  return sentences.map((entities) => entities.filter(({ type }) => types.includes(type)));
}

function scoreSchemas(
  gold: Sentences,
  predicted: Sentences,
  minimumOverlapPercentage: number,
): NervaluateFiguresBySchema {
  const score = (schema: NervaluateSchema) =>
    figuresOf(
      schema,
      gold.flatMap((entities, k) =>
        outcomesOf(schema, entities, predicted[k], minimumOverlapPercentage),
      ),
    );
  return {
    strict: score('strict'),
    exact: score('exact'),
    partial: score('partial'),
    ent_type: score('ent_type'),
  };
}

/** An outcome for each predicted entity of a sentence, and for each gold entity that none takes. */
function outcomesOf(
  schema: NervaluateSchema,
  gold: readonly Entity[],
  predicted: readonly Entity[],
  minimumOverlapPercentage: number,
): Outcome[] {
  const left = [...gold];
  const outcomes = predicted.map((entity): Outcome => {
    const overlapping = left.filter(
      (other) => overlapPercentage(other, entity) >= minimumOverlapPercentage,
    );
    const correct = nearest(
      overlapping.filter((other) => isCorrect(schema, other, entity)),
      entity,
    );
    const taken = correct ?? overlapping.at(0);
    if (!taken) return 'spurious';
    left.splice(left.indexOf(taken), 1);
    if (correct) return 'correct';
    return schema === 'partial' ? 'partial' : 'incorrect';
  });
  return [...outcomes, ...left.map((): Outcome => 'missed')];
}

function isCorrect(schema: NervaluateSchema, gold: Entity, predicted: Entity): boolean {
  const hasSameType = gold.type === predicted.type;
  const hasSameSpan = gold.start === predicted.start && gold.end === predicted.end;
  switch (schema) {
    case 'strict':
      return hasSameType && hasSameSpan;
    case 'exact':
    case 'partial':
      return hasSameSpan;
    case 'ent_type':
      return hasSameType;
  }
}

/** Tokens that are in both, as a percentage of the gold entity's. */
function overlapPercentage(gold: Entity, predicted: Entity): number {
  const shared = Math.min(gold.end, predicted.end) - Math.max(gold.start, predicted.start);
  return shared > 0 ? (shared / (gold.end - gold.start)) * 100 : 0;
}

/** The first of those whose start and end together are the fewest tokens off. */
function nearest(candidates: readonly Entity[], { start, end }: Entity): Entity | undefined {
  const distance = (other: Entity) => Math.abs(start - other.start) + Math.abs(end - other.end);
  return candidates.toSorted((a, b) => distance(a) - distance(b)).at(0);
}

/**
 *   P = (correct + credit) / actual    R = (correct + credit) / possible    F1 = 2 P R / (P + R)
 *
 * with half a correct entity's credit for a partial one. A quotient with a denominator of 0 is 0.
 */
function figuresOf(schema: NervaluateSchema, outcomes: readonly Outcome[]): NervaluateFigures {
  const count = (outcome: Outcome) => outcomes.filter((each) => each === outcome).length;
  const [correct, incorrect, partial] = [count('correct'), count('incorrect'), count('partial')];
  const [missed, spurious] = [count('missed'), count('spurious')];
  const possible = correct + incorrect + partial + missed;
  const actual = correct + incorrect + partial + spurious;
  const credited = schema === 'partial' ? correct + 0.5 * partial : correct;
  const precision = actual > 0 ? credited / actual : 0;
  const recall = possible > 0 ? credited / possible : 0;
  const f1 = precision + recall > 0 ? (2 * (precision * recall)) / (precision + recall) : 0;
  return { correct, incorrect, partial, missed, spurious, possible, actual, precision, recall, f1 };
}
