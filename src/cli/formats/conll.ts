// Columns: a token and its IOB2 tag on each line, a blank line after each sentence.
import type { Entity, TaggedText } from '../../model/tag-text.js';
import type { Token } from '../../text/tokenizer.js';
import type { Format } from './format.js';

/** Of text, whose passages are whole sentences. */
export const conllFormat: Format = {
  unit: 'passage',
  render: (tagged) => renderRows(tagged, '\n'),
};

/** Of lines that are a sentence each, one without a token too. */
export const conllLineFormat: Format = {
  unit: 'passage',
  render: (tagged, { end }) => renderRows(tagged, '') + (end === undefined ? '' : '\n'),
};

function renderRows(tagged: TaggedText, sentenceEnd: string): string {
  const tags = iob2Tags(tagged);
  let rows = '';
  let index = 0;
  for (const tokens of tagged.sentences) {
    for (const token of tokens) rows += `${token.text} ${tags[index++]}\n`;
    rows += sentenceEnd;
  }
  return rows;
}

/** One a token, through all sentences. */
export function iob2Tags({ sentences, entities }: TaggedText): string[] {
  const tags: string[] = [];
  let next = 0;
  for (const tokens of sentences) {
    for (const token of tokens) {
      while (next < entities.length && entities[next].end <= token.start) next++;
      tags.push(tagOf(token, entities[next]));
    }
  }
  return tags;
}

/** @param entity the first that ends behind the token's start */
function tagOf(token: Token, entity: Entity | undefined): string {
  if (entity === undefined || entity.start > token.start) return 'O';
  return `${entity.start === token.start ? 'B' : 'I'}-${entity.label}`;
}
