// Fits the entity types of a corpus to those of a model, as --map-types asks.
import type { LabeledSentence, ParsedConll } from '../../corpora/conll.js';
import { countTypes, mapTypes, type TypeMapping } from '../../corpora/map-types.js';
import { renderInteger } from '../terminal/numbers.js';

export interface FittedCorpus {
  readonly sentences: readonly LabeledSentence[];
  /** Sentences to print. */
  readonly warnings: readonly string[];
}

/**
 * The mapped sentences, with warnings for types that the corpus or the model does not have.
 *
 * @param modelTypes absent if no model is judged
 */
export function fitTypes(
  { path, sentences }: ParsedConll,
  mapping: TypeMapping,
  modelTypes: readonly string[] | undefined,
): FittedCorpus {
  const mapped = mapTypes(sentences, mapping);
  const warnings: string[] = [];
  if (mapped.absent.length > 0) {
    warnings.push(`--map-types: ${path} has no entities of type ${mapped.absent.join(', ')}`);
  }
  const counts = countTypes(mapped.sentences);
  const unknown = [...counts.keys()].filter((type) => modelTypes?.includes(type) === false).sort();
  if (unknown.length > 0) {
    const total = unknown.reduce((sum, type) => sum + (counts.get(type) ?? 0), 0);
    warnings.push(
      `${path}: the model has no type ${unknown.join(', ')}; ${renderMissed(total)} unless mapped with --map-types`,
    );
  }
  return { sentences: mapped.sentences, warnings };
}

const renderMissed = (count: number) =>
  count === 1 ? 'its entity counts as missed' : `${renderInteger(count)} entities count as missed`;
