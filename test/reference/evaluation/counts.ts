// Counts of entities and the figures that follow from them.
import { type Entity, entityKey } from './entity.js';

export interface Counts {
  /** Entities that are gold and predicted: same type, start and end. */
  readonly correct: number;
  readonly gold: number;
  readonly predicted: number;
}

export interface PrecisionRecallF1 {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export const NO_COUNTS: Counts = { correct: 0, gold: 0, predicted: 0 };

export function addCounts(a: Counts, b: Counts): Counts {
  return {
    correct: a.correct + b.correct,
    gold: a.gold + b.gold,
    predicted: a.predicted + b.predicted,
  };
}

/** Counts of one sentence. */
export function countEntities(gold: readonly Entity[], predicted: readonly Entity[]): Counts {
  const goldKeys = new Set(gold.map(entityKey));
  const correct = predicted.filter((entity) => goldKeys.has(entityKey(entity))).length;
  return { correct, gold: gold.length, predicted: predicted.length };
}

/**
 *   P = correct / predicted    R = correct / gold    F1 = 2 P R / (P + R)
 *
 * A quotient with a denominator of 0 is 0.
 */
export function precisionRecallF1({ correct, gold, predicted }: Counts): PrecisionRecallF1 {
  const precision = predicted > 0 ? correct / predicted : 0;
  const recall = gold > 0 ? correct / gold : 0;
  const f1 = precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0;
  return { precision, recall, f1 };
}
