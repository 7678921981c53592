// The labels of a network: O, and for each entity type the four tags of IOBES.
import { transitionIsLegal } from '../../corpora/tag-scheme.js';
import { renderTags, type Span, spansOf } from '../../corpora/tags.js';
import type { IsLegal } from '../../layers/crf.js';

export interface Labels {
  readonly types: readonly string[];
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
  return {
    types,
    tags,
    isLegal: (previous, next) => transitionIsLegal(tagOf(previous), tagOf(next), 'IOBES'),
    encode: (spans, length) =>
      renderTags(spans, length, 'IOBES').map((tag) => {
        const id = idOf.get(tag);
        if (id === undefined) throw new Error(`no label for the tag ${tag}`);
        return id;
      }),
    decode: (labelIds) => spansOf(labelIds.map((id) => tags[id])),
  };
}
