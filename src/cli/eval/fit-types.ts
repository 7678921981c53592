// Fits the entity types of a corpus to those of a model, as --map-types asks.
import type { LabeledSentence } from '../../corpora/conll.js';
import type { ConllFile } from '../../corpora/conll-file.js';
import { mapSentence, type TypeMapping } from '../../corpora/map-types.js';
import { renderInteger } from '../terminal/numbers.js';

export interface FittedCorpus {
  readonly sentences: Iterable<LabeledSentence>;
  /** Sentences to print. */
  readonly warnings: readonly string[];
}

/**
 * The mapped sentences, with warnings for types that the corpus or the model does not have.
 *
 * @param modelTypes absent if no model is judged
 */
export function fitTypes(
  { path, sentences, typeCounts }: ConllFile,
  mapping: TypeMapping,
  modelTypes: readonly string[] | undefined,
): FittedCorpus {
  const warnings: string[] = [];
  const absent = [...mapping.keys()].filter((type) => !typeCounts.has(type));
  if (absent.length > 0) {
    warnings.push(`--map-types: ${path} has no entities of type ${absent.join(', ')}`);
  }
  const counts = mapCounts(typeCounts, mapping);
  const unknown = [...counts.keys()].filter((type) => modelTypes?.includes(type) === false).sort();
  if (unknown.length > 0) {
    const total = unknown.reduce((sum, type) => sum + (counts.get(type) ?? 0), 0);
    warnings.push(
      `${path}: the model has no type ${unknown.join(', ')}; ${renderMissed(total)} unless mapped with --map-types`,
    );
  }
  if (mapping.size === 0) return { sentences, warnings };
  return { sentences: { [Symbol.iterator]: () => mapped(sentences, mapping) }, warnings };
}

function* mapped(
  sentences: Iterable<LabeledSentence>,
  mapping: TypeMapping,
): Generator<LabeledSentence> {
  for (const sentence of sentences) yield mapSentence(sentence, mapping);
}

function mapCounts(typeCounts: ConllFile['typeCounts'], mapping: TypeMapping): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [type, count] of typeCounts) {
    const label = mapping.get(type);
    if (label !== null) counts.set(label ?? type, (counts.get(label ?? type) ?? 0) + count);
  }
  return counts;
}

const renderMissed = (count: number) =>
  count === 1 ? 'its entity counts as missed' : `${renderInteger(count)} entities count as missed`;
