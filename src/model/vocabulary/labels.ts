// The labels of a network: O, and for each entity type the four tags of IOBES.
import { transitionIsLegal } from '../../corpora/tag-scheme.js';
import { renderTags, type Span, spansOf } from '../../corpora/tags.js';
import type { IsLegal } from '../../layers/decoders/crf.js';

/** The label ids of the tokens of an entity. */
export interface EntityLabels {
  readonly type: string;
  readonly begin: number;
  readonly inside: number;
  readonly end: number;
  readonly single: number;
}

export interface Labels {
  readonly types: readonly string[];
  /** By type, in their order. */
  readonly ofEntities: readonly EntityLabels[];
  /** Tags by label id; O is 0. */
  readonly tags: readonly string[];
  readonly isLegal: IsLegal;
  /** Label ids of a sentence of `length` tokens. */
  encode(spans: readonly Span[], length: number): number[];
  decode(labelIds: readonly number[]): Span[];
}

export function createLabels(types: readonly string[]): Labels {
  const tags = [
    'O',
    ...types.flatMap((type) => ['B', 'I', 'E', 'S'].map((tag) => `${tag}-${type}`)),
  ];
  const idOf = new Map(tags.map((tag, id) => [tag, id]));
  const tagOf = (id: number | null) => (id === null ? null : tags[id]);
  const ofTag = (tag: string) => {
    const id = idOf.get(tag);
    if (id === undefined) throw new Error(`no label for the tag ${tag}`);
    return id;
  };
  return {
    types,
    ofEntities: types.map((type) => ({
      type,
      begin: ofTag(`B-${type}`),
      inside: ofTag(`I-${type}`),
      end: ofTag(`E-${type}`),
      single: ofTag(`S-${type}`),
    })),
    tags,
    isLegal: (previous, next) => transitionIsLegal(tagOf(previous), tagOf(next), 'IOBES'),
    encode: (spans, length) => renderTags(spans, length, 'IOBES').map(ofTag),
    decode: (labelIds) => spansOf(labelIds.map((id) => tags[id])),
  };
}
