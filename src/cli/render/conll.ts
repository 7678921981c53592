// Columns: a token and its IOB2 tag on each line, a blank line after each sentence.
import type { Entity, TaggedText } from '../../model/tag-text.js';
import type { Token } from '../../text/tokenizer.js';
import type { Format } from './format.js';

export const conllFormat: Format = { unit: 'sentence', render: renderConll };

function renderConll({ sentences, entities }: TaggedText): string {
  let rows = '';
  let next = 0;
  for (const tokens of sentences) {
    for (const token of tokens) {
      while (next < entities.length && entities[next].end <= token.start) next++;
      rows += `${token.text} ${tagOf(token, entities[next])}\n`;
    }
    rows += '\n';
  }
  return rows;
}

/** @param entity the first that ends behind the token's start */
function tagOf(token: Token, entity: Entity | undefined): string {
  if (entity === undefined || entity.start > token.start) return 'O';
  return `${entity.start === token.start ? 'B' : 'I'}-${entity.label}`;
}
