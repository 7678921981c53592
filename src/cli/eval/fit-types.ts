// Fits the types of a corpus to those of the model, as --map-types asks.
import type { LabelledSentence, ParsedConll } from '../../corpora/conll.js';
import { countTypes, mapTypes, type TypeMapping } from '../../corpora/map-types.js';

export interface FittedCorpus {
  readonly sentences: readonly LabelledSentence[];
  /** Whole sentences for the user to read. */
  readonly warnings: readonly string[];
}

/** The sentences in the types of the model, as far as the mapping says them. */
export function fitTypes(
  { path, sentences }: ParsedConll,
  mapping: TypeMapping,
  modelTypes: readonly string[],
): FittedCorpus {
  const mapped = mapTypes(sentences, mapping);
  const warnings: string[] = [];
  if (mapped.absent.length > 0) {
    const absent = mapped.absent.join(', ');
    warnings.push(`--map-types: expected entities of ${absent} in ${path}, found none`);
  }
  const counts = countTypes(mapped.sentences);
  const strange = [...counts.keys()].filter((type) => !modelTypes.includes(type)).sort();
  if (strange.length > 0) {
    const total = strange.reduce((sum, type) => sum + (counts.get(type) ?? 0), 0);
    const entities = total === 1 ? 'the entity of it counts' : `all ${total} entities count`;
    warnings.push(
      `${path}: the model has no type ${strange.join(', ')}: ${entities} as missed, unless --map-types says otherwise`,
    );
  }
  return { sentences: mapped.sentences, warnings };
}
