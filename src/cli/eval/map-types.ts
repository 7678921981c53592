// tagger eval --map-types: the flag, and what is said of types that do not fit together.

import type { LabelledSentence, ParsedConll } from '../../corpora/conll.js';
import { countTypes, mapTypes, type TypeMapping } from '../../evaluation/map-types.js';
import type { Option } from '../flags/kinds.js';

export const mapTypesOption: Option<TypeMapping> = {
  placeholder: 'TYPE=TYPE,...',
  description:
    "What types of CORPUS count as for the model, as in person=PER,location=LOC; 'misc=' leaves the entities of misc out.",
  expected:
    'types of CORPUS, each once, and what they count as, as in person=PER,location=LOC,misc=',
  fromText: (text) => parseMapping(text) ?? text,
  check: (value) => (value instanceof Map ? value : undefined),
};

/** Nothing and O, the tag of what is no entity, stand for no type. */
function parseMapping(text: string): TypeMapping | undefined {
  const mapping = new Map<string, string | null>();
  for (const pair of text.split(',')) {
    const [, from, to] = /^([^-=\s][^=\s]*)=(|[^-=\s][^=\s]*)$/.exec(pair) ?? [];
    if (from === undefined || mapping.has(from)) return undefined;
    mapping.set(from, to === '' || to === 'O' ? null : to);
  }
  return mapping;
}

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
