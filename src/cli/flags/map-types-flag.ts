// The flag --map-types of `tagger eval`.
import type { TypeMapping } from '../../corpora/map-types.js';
import type { Flag } from './kinds.js';

export const mapTypesFlag: Flag<TypeMapping> = {
  placeholder: 'TYPE=TYPE,...',
  description:
    "Map entity types of CORPUS to those of the model, e.g. person=PER,location=LOC; 'misc=' leaves out the entities of misc.",
  expected:
    'each type of CORPUS once with the type it counts as, e.g. person=PER,location=LOC,misc=',
  fromText: (text) => parseMapping(text) ?? text,
  check: (value) => (value instanceof Map ? value : undefined),
};

/** An empty type and O, the tag outside of entities, map to no type. */
function parseMapping(text: string): TypeMapping | undefined {
  const mapping = new Map<string, string | null>();
  for (const pair of text.split(',')) {
    const [, from, to] = /^([^-=\s][^=\s]*)=(|[^-=\s][^=\s]*)$/.exec(pair) ?? [];
    if (from === undefined || mapping.has(from)) return undefined;
    mapping.set(from, to === '' || to === 'O' ? null : to);
  }
  return mapping;
}
