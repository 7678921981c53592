// Entity types of a corpus mapped to those of a model, e.g. person to PER, so that the model can be
// scored on a corpus with other or finer types.
import type { LabeledSentence } from './conll.js';

/** The type that each type of the corpus counts as; null drops its entities. */
export type TypeMapping = ReadonlyMap<string, string | null>;

export interface MappedTypes {
  readonly sentences: readonly LabeledSentence[];
  /** Types of the mapping that the corpus does not have. */
  readonly absent: readonly string[];
}

/** Unmapped types stay as they are. Adjacent spans stay two even if their types become the same. */
export function mapTypes(sentences: readonly LabeledSentence[], mapping: TypeMapping): MappedTypes {
  const counts = countTypes(sentences);
  const absent = [...mapping.keys()].filter((type) => !counts.has(type));
  return { sentences: sentences.map((sentence) => mapSentence(sentence, mapping)), absent };
}

export function mapSentence(sentence: LabeledSentence, mapping: TypeMapping): LabeledSentence {
  const spans = sentence.spans.flatMap((span) => {
    const label = mapping.get(span.label);
    if (label === null) return [];
    return label === undefined ? [span] : [{ ...span, label }];
  });
  return { ...sentence, spans };
}

/** Number of entities by type. */
export function countTypes(sentences: readonly LabeledSentence[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { spans } of sentences) {
    for (const { label } of spans) counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return counts;
}
