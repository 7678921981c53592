// CoNLL columns with a tag for each token. `tagger tag` writes IOB2 and has one format for each kind
// of input:
//
//   text     a line for each token, "Teddy B-PER", and a blank line after each sentence
//   tokens   the same, and a blank line after each line of input, even if it has no tokens
//   conll    the lines of the input, with the tag as one more column
import type { TagScheme } from '../../corpora/tag-scheme.js';
import type { TaggedText } from '../../entities/entity.js';
import { type EntityToken, entityTokens, iob2TagOf, tagsOf } from './entity-tokens.js';
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

const DOCUMENT_START = '-DOCSTART- O\n\n';

/** A corpus in any scheme, each of its documents under a line that starts it. */
export function createConllFormat(scheme: TagScheme): PassageFormat {
  return {
    unit: 'passage',
    beginFile: (_, isOnly) => (isOnly ? '' : DOCUMENT_START),
    render: (tagged) =>
      entityTokens(tagged)
        .filter((tokens) => tokens.length > 0)
        .map((tokens) => {
          const tags = tagsOf(tokens, scheme);
          const rows = tokens.map(
            ({ token }, index) => `${tokenColumn(token.text)} ${tagColumn(tags[index])}\n`,
          );
          return `${rows.join('')}\n`;
        })
        .join(''),
  };
}

/** A token as a column that is not empty and does not start a document. */
const tokenColumn = (text: string) =>
  text.replace(/^-DOCSTART-$/, 'DOCSTART').replace(/[ \t\n\r]/g, '_') || '_';

/** A tag whose type does not begin with a hyphen and has no white space. */
const tagColumn = (tag: string) => tag.replace(/^(.-)-/, '$1_').replace(/\s/g, '_');

export const conllOfColumns: PassageFormat<ColumnPassage> = {
  unit: 'passage',
  render: (tagged, { before, tokenLines, between, after }) => {
    const tags = entityTokens(tagged).flat().map(renderTag);
    let lines = before;
    for (const [index, { text, end }] of tokenLines.entries()) {
      lines += `${text}${text.includes('\t') ? '\t' : ' '}${tags[index]}${end}`;
      lines += between?.get(index + 1) ?? '';
    }
    return lines + after;
  },
};

function renderTokens(tagged: TaggedText, sentenceEnd: string): string {
  let lines = '';
  for (const tokens of entityTokens(tagged)) {
    for (const part of tokens) lines += `${part.token.text} ${renderTag(part)}\n`;
    lines += sentenceEnd;
  }
  return lines;
}

/** White space in a type would begin another column. */
function renderTag(part: EntityToken): string {
  return part.entity === undefined ? 'O' : iob2TagOf(part).replace(/\s/g, '_');
}
