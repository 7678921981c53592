// CoNLL columns with a tag for each token. `tagger tag` has one format for each kind of input:
//
//   text     a line for each token, "Teddy B-PER", and a blank line after each sentence
//   tokens   the same, and a blank line after each line of input, even if it has no tokens
//   conll    the lines of the input, with the tag as one more column; its scheme is that of the
//            tags in the last column, if these are tags
import type { TagScheme } from '../../corpora/tag-scheme.js';
import { flatTag } from '../../corpora/tags.js';
import type { TaggedText } from '../../entities/entity.js';
import { type EntityToken, entityTokens, iob2TagOf, tagsOf } from './entity-tokens.js';
import type { PassageFormat } from './format.js';
import { createOwnTags } from './own-tags.js';
import type { ColumnPassage, Passage } from './passage.js';

/** Writes IOB2, or another scheme if it is asked for. */
export interface ConllFormat<P extends Passage = Passage> extends PassageFormat<P> {
  inScheme(scheme: TagScheme): PassageFormat<P>;
}

export const conllOfText = conllFormat((tagged, _, tagsOf) => renderTokens(tagged, tagsOf, '\n'));

export const conllOfTokens = conllFormat(
  (tagged, { end }, tagsOf) => renderTokens(tagged, tagsOf, '') + (end === undefined ? '' : '\n'),
);

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
            ({ token }, index) => `${tokenColumn(token.text)} ${asColumn(tags[index])}\n`,
          );
          return `${rows.join('')}\n`;
        })
        .join(''),
  };
}

/** A token as a column that is not empty and does not start a document. */
const tokenColumn = (text: string) =>
  text.replace(/^-DOCSTART-$/, 'DOCSTART').replace(/[ \t\n\r]/g, '_') || '_';

/** @param onSchemes receives the schemes of a file's own tags at its end, if it has any */
export function createConllOfColumns(
  onSchemes: (file: string, schemes: readonly TagScheme[]) => void = () => {},
): ConllFormat<ColumnPassage> {
  let file = '';
  let own = createOwnTags();
  return {
    unit: 'passage',
    beginFile: (name) => {
      file = name;
      own = createOwnTags();
      return '';
    },
    render: (tagged, passage) => renderColumns(tagged, passage, own.read(passage)),
    endFile: () => {
      if (own.schemes.size > 0) onSchemes(file, [...own.schemes]);
      return '';
    },
    inScheme: (scheme) => ({
      unit: 'passage',
      render: (tagged, passage) => renderColumns(tagged, passage, scheme),
    }),
  };
}

function renderColumns(
  tagged: TaggedText,
  { before, tokenLines, between, after }: ColumnPassage,
  scheme: TagScheme,
): string {
  const tags = entityTokens(tagged).flatMap((tokens) => tagsOf(tokens, scheme).map(asColumn));
  let lines = before;
  for (const [index, { text, end }] of tokenLines.entries()) {
    lines += `${text}${text.includes('\t') ? '\t' : ' '}${tags[index]}${end}`;
    lines += between?.get(index + 1) ?? '';
  }
  return lines + after;
}

type SentenceTags = (tokens: readonly EntityToken[]) => readonly string[];

function conllFormat<P extends Passage = Passage>(
  render: (tagged: TaggedText, passage: P, tagsOf: SentenceTags) => string,
): ConllFormat<P> {
  const withTags = (tagsOf: SentenceTags): PassageFormat<P> => ({
    unit: 'passage',
    render: (tagged, passage) => render(tagged, passage, tagsOf),
  });
  return {
    ...withTags((tokens) => tokens.map(iob2TagOf).map(asColumn)),
    inScheme: (scheme) => withTags((tokens) => tagsOf(tokens, scheme).map(asColumn)),
  };
}

function renderTokens(tagged: TaggedText, tagsOf: SentenceTags, sentenceEnd: string): string {
  let lines = '';
  for (const tokens of entityTokens(tagged)) {
    const tags = tagsOf(tokens);
    for (const [index, { token }] of tokens.entries()) lines += `${token.text} ${tags[index]}\n`;
    lines += sentenceEnd;
  }
  return lines;
}

/** White space in a type would begin another column, and marks in it another layer. */
const asColumn = (tag: string) => (tag === 'O' ? tag : flatTag(tag).replace(/\s/g, '_'));
