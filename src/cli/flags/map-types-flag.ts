// The flag --map-types of `tagger eval`.
import type { TypeMapping } from '../../corpora/map-types.js';
import type { Option } from './kinds.js';

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
