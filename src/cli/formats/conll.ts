// CoNLL columns with an IOB2 tag for each token. There is one format for each kind of input:
//
//   text     a line for each token, "Teddy B-PER", and a blank line after each sentence
//   tokens   the same, and a blank line after each line of input, even if it has no tokens
//   conll    the lines of the input, with the tag as one more column
import type { Entity, TaggedText } from '../../entities/entity.js';
import type { Token } from '../../text/tokenizer.js';
import type { PassageFormat } from './format.js';
import type { ColumnPassage } from './passage.js';

export const conllOfText: PassageFormat = {
  unit: 'passage',
  render: (tagged) => renderTokens(tagged, '\n'),
};

export const conllOfTokens: PassageFormat = {
  unit: 'passage',
  render: (tagged, { end }) => renderTokens(tagged, '') + (end === undefined ? '' : '\n'),
};

export const conllOfColumns: PassageFormat<ColumnPassage> = {
  unit: 'passage',
  render: (tagged, { before, tokenLines, after }) => {
    const tags = iob2Tags(tagged);
    let lines = before;
    for (const [index, { text, end }] of tokenLines.entries()) {
      lines += `${text}${text.includes('\t') ? '\t' : ' '}${tags[index]}${end}`;
    }
    return lines + after;
  },
};

function renderTokens(tagged: TaggedText, sentenceEnd: string): string {
  const tags = iob2Tags(tagged);
  let lines = '';
  let index = 0;
  for (const tokens of tagged.sentences) {
    for (const token of tokens) lines += `${token.text} ${tags[index++]}\n`;
    lines += sentenceEnd;
  }
  return lines;
}

/**
 * The tags of all tokens, sentence after sentence. A token belongs to the first entity that has a
 * part of it, since not every entity begins and ends with a token.
 */
function iob2Tags({ sentences, entities }: TaggedText): string[] {
  const tags: string[] = [];
  let next = 0;
  let previous: Entity | undefined;
  for (const tokens of sentences) {
    for (const token of tokens) {
      while (next < entities.length && entities[next].end <= token.start) next++;
      const entity = entityOf(token, entities[next]);
      tags.push(entity ? `${entity === previous ? 'I' : 'B'}-${entity.label}` : 'O');
      previous = entity;
    }
  }
  return tags;
}

/** @param entity the first one that ends after the token's start */
function entityOf(token: Token, entity: Entity | undefined): Entity | undefined {
  return entity !== undefined && entity.start < token.end ? entity : undefined;
}
