// Entities in a text, and a text with its entities.
import type { Token } from '../text/tokenizer.js';

/**
 * An entity in a text; offsets are UTF-16 units, half open, so that its text is `text.slice(start,
 * end)`.
 */
export interface Entity {
  readonly label: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** What a list of names says that the entity stands for. */
  readonly id?: string;
  /**
   * The probability, from 0 to 1, that exactly this entity with this label stands here. Absent if
   * it was not asked for, or if the entity is not from a model.
   */
  readonly confidence?: number;
}

/** An entity from a model that was asked for confidences. */
export type ScoredEntity = Entity & { readonly confidence: number };

/** A text with the tokens of its sentences and its entities, both in order. */
export interface TaggedText<E extends Entity = Entity> {
  readonly text: string;
  readonly sentences: readonly (readonly Token[])[];
  /** They do not overlap. */
  readonly entities: readonly E[];
}

/** Changes the entities of a tagged text: adds some, drops some. */
export type Refine = (tagged: TaggedText) => TaggedText;

/** One change after the other. */
export function inOrder(steps: readonly Refine[]): Refine {
  return (tagged) => steps.reduce((result, step) => step(result), tagged);
}
