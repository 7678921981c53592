// The tokens of entities.
import type { TagScheme } from '../../corpora/tag-scheme.js';
import { renderTags, type Span, typeInTag } from '../../corpora/tags.js';
import type { Entity, TaggedText } from '../../entities/entity.js';
import type { Token } from '../../text/tokenizer.js';

/** A token of a text, and its part in an entity. */
export interface EntityToken {
  readonly token: Token;
  /** Absent for a token outside all entities. */
  readonly entity?: Entity;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/**
 * The tokens of each sentence. A token is part of the first entity that has a character of it, so
 * that every entity has tokens, even if it begins or ends within one.
 */
export function entityTokens({ sentences, entities }: TaggedText): EntityToken[][] {
  const flat = sentences.flat();
  const parts = partsOf(flat, entities);
  let next = 0;
  return sentences.map((tokens) =>
    tokens.map((token) => {
      const entity = parts[next];
      const isFirst = entity !== undefined && parts[next - 1] !== entity;
      const isLast = entity !== undefined && parts[next + 1] !== entity;
      next++;
      return { token, entity, isFirst, isLast };
    }),
  );
}

/** The entity of each token. */
function partsOf(tokens: readonly Token[], entities: readonly Entity[]): (Entity | undefined)[] {
  let next = 0;
  return tokens.map((token) => {
    while (next < entities.length && entities[next].end <= token.start) next++;
    const entity = entities[next];
    return entity !== undefined && entity.start < token.end ? entity : undefined;
  });
}

/** The tag of a token in IOB2. */
export function iob2TagOf({ entity, isFirst }: EntityToken): string {
  return entity === undefined ? 'O' : `${isFirst ? 'B' : 'I'}-${typeInTag(entity.label)}`;
}

/** The tags of the tokens of a sentence in a scheme. */
export function tagsOf(parts: readonly EntityToken[], scheme: TagScheme): string[] {
  const spans: Span[] = [];
  let start = 0;
  for (const [index, { entity, isFirst, isLast }] of parts.entries()) {
    if (isFirst) start = index;
    if (isLast && entity !== undefined) {
      spans.push({ label: typeInTag(entity.label), start, end: index + 1 });
    }
  }
  return renderTags(spans, parts.length, scheme);
}
