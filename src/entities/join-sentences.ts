// Sentences that an entity goes across: there was no end, as in "Yahoo! Inc.".
import type { Token } from '../text/tokenizer.js';
import type { Entity, TaggedText } from './entity.js';

/**
 * The sentences, those with parts of the same entity joined.
 *
 * @param entities in order
 */
export function joinSentences(
  sentences: TaggedText['sentences'],
  entities: readonly Entity[],
): TaggedText['sentences'] {
  const joined: Token[][] = [];
  let next = 0;
  for (const tokens of sentences) {
    const start = tokens[0]?.start ?? 0;
    while (next < entities.length && entities[next].end <= start) next++;
    const last = joined[joined.length - 1];
    if (last !== undefined && next < entities.length && entities[next].start < start) {
      for (const token of tokens) last.push(token);
    } else {
      joined.push([...tokens]);
    }
  }
  return joined.length === sentences.length ? sentences : joined;
}
