// Entity types of a corpus in the words of a model: person for PER, say, so that a model is scored on a corpus whose types
// have other names, or are more and finer.
import type { LabelledSentence } from './conll.js';

/** By type of the corpus, what it counts as; null where its entities count as none. */
export type TypeMapping = ReadonlyMap<string, string | null>;

export interface MappedTypes {
  readonly sentences: readonly LabelledSentence[];
  /** Types of the mapping that no entity has. */
  readonly absent: readonly string[];
}

/** Types that are not mapped stay as they are; of two that become the same, spans side by side stay two. */
export function mapTypes(
  sentences: readonly LabelledSentence[],
  mapping: TypeMapping,
): MappedTypes {
  const counts = countTypes(sentences);
  const absent = [...mapping.keys()].filter((type) => !counts.has(type));
  const mapped = sentences.map((sentence) => {
    const spans = sentence.spans.flatMap((span) => {
      const label = mapping.get(span.label);
      if (label === null) return [];
      return label === undefined ? [span] : [{ ...span, label }];
    });
    return { ...sentence, spans };
  });
  return { sentences: mapped, absent };
}

/** How many entities each type has. */
export function countTypes(sentences: readonly LabelledSentence[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { spans } of sentences) {
    for (const { label } of spans) counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return counts;
}
