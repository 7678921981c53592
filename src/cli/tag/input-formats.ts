// The input formats of `tagger tag`: what a passage is, what its tokens are, and what --format
// conll makes of it.
import { columnTokens } from '../../corpora/columns.js';
import type { OffsetUnit } from '../../entities/offsets.js';
import type { SentenceTokenizer } from '../../model/tag-text.js';
import type { TagFlags } from '../commands/commands.js';
import {
  type ConllFormat,
  conllOfText,
  conllOfTokens,
  createConllOfColumns,
} from '../formats/conll.js';
import type { Format } from '../formats/format.js';
import type { ColumnPassage, Line, Passage } from '../formats/passage.js';
import { type DocumentKind, readDocument } from '../input/documents.js';
import {
  createJsonRecordFormat,
  type JsonOptions,
  type JsonPassage,
  readJsonLines,
} from '../input/json-lines.js';
import { type ParagraphOptions, readParagraphs } from '../input/paragraphs.js';
import { createConllReader } from './conll-stream.js';
import { nameOf } from './input-bytes.js';
import { splitBetweenSentences, splitBetweenTokens } from './split-long-lines.js';
import { tokensOf } from './stream/column-text.js';
import {
  type InputKind,
  kindByName,
  renderMisread,
  withColumnCheck,
  withTextCheck,
} from './stream/misread-input.js';
import { splitPieces } from './stream/split-pieces.js';
import type { DocumentUnit } from './stream/whole-documents.js';

export interface InputFormat<P extends Passage> {
  /** @param name of the stream in errors */
  read(chunks: AsyncIterable<readonly Line[]>, name: string): AsyncIterable<Iterable<P>>;
  /** The same, if long lines can come in pieces. */
  readPieces?(chunks: AsyncIterable<readonly Passage[]>, name: string): AsyncIterable<Iterable<P>>;
  /** What one document is; absent if each passage is one. */
  readonly documents?: DocumentUnit;
  /** Absent if the tagger is to find the sentences and tokens of a passage. */
  readonly tokenize?: SentenceTokenizer;
  readonly conll: ConllFormat<P>;
  /** What --format jsonl makes of it; absent if this is an object for each record. */
  readonly jsonl?: (unit: OffsetUnit) => Format<P>;
}

type InputFlags = Pick<
  TagFlags,
  | 'input'
  | 'tokenColumn'
  | 'paragraphs'
  | 'joinHyphens'
  | 'textField'
  | 'entitiesField'
  | 'skipMissing'
>;

/** Calls a function with the input format that the flags describe. */
export function withInput<Result>(
  flags: InputFlags,
  warn: (message: string) => void,
  use: <P extends Passage>(input: InputFormat<P>) => Result,
): Result {
  switch (flags.input) {
    case 'text':
      if (!flags.paragraphs) return use(createTextInput(warn));
      return use(createParagraphInput({ joinsHyphens: flags.joinHyphens }, warn));
    case 'tokens':
      return use(createTokenInput(warn));
    case 'conll':
      return use(createConllInput(flags.tokenColumn, warn));
    case 'jsonl':
      return use(
        createJsonInput({
          textField: flags.textField ?? ['text'],
          entitiesField: flags.entitiesField ?? 'entities',
          skipsMissing: flags.skipMissing,
        }),
      );
    case 'html':
    case 'markdown':
      return use(createDocumentInput(flags.input));
  }
}

export const createTextInput = (warn: (message: string) => void): InputFormat<Passage> => ({
  read: (chunks, name) => mapChunks(checked(chunks, name, warn), splitBetweenSentences<Line>),
  readPieces: (chunks, name) =>
    splitPieces(checked(chunks, name, warn), splitBetweenSentences<Passage>),
  documents: 'record',
  conll: conllOfText,
});

function checked<Any extends Passage>(
  chunks: AsyncIterable<readonly Any[]>,
  name: string,
  warn: (message: string) => void,
  readAs: 'text' | 'tokens' = 'text',
): AsyncGenerator<readonly Any[]> {
  const report = (found: InputKind) => warn(renderMisread(name, readAs, found));
  return withTextCheck(chunks, report, kindByName(name));
}

export const createTokenInput = (warn: (message: string) => void): InputFormat<Passage> => ({
  read: (chunks, name) => mapChunks(checked(chunks, name, warn, 'tokens'), splitBetweenTokens),
  readPieces: (chunks, name) =>
    splitPieces(checked(chunks, name, warn, 'tokens'), splitBetweenTokens),
  // A byte order mark is not part of the first token.
  tokenize: (text) => [columnTokens(text, text.startsWith('\ufeff') ? 1 : 0)],
  conll: conllOfTokens,
});

export function createParagraphInput(
  options: ParagraphOptions,
  warn: (message: string) => void = () => {},
): InputFormat<Passage> {
  return {
    read: (chunks, name) => {
      const lines = checked(chunks, name, warn);
      return mapChunks(readParagraphs(lines, name, options), splitBetweenSentences<Passage>);
    },
    documents: 'record',
    conll: conllOfText,
  };
}

export function createDocumentInput(kind: DocumentKind): InputFormat<Passage> {
  return {
    read: (chunks, name) =>
      mapChunks(readDocument(chunks, name, kind), splitBetweenSentences<Passage>),
    documents: 'marked',
    conll: conllOfText,
  };
}

export function createJsonInput(options: JsonOptions): InputFormat<JsonPassage> {
  return {
    read: (chunks, name) =>
      mapChunks(readJsonLines(chunks, name, options), splitBetweenSentences<JsonPassage>),
    documents: 'record',
    conll: conllOfText,
    jsonl: createJsonRecordFormat,
  };
}

/**
 * @param tokenColumn counted from 1; undefined if the rows are to decide
 * @param warn receives a message about what is read or written otherwise than usual
 */
export function createConllInput(
  tokenColumn?: number,
  warn: (message: string) => void = () => {},
): InputFormat<ColumnPassage> {
  const read = createConllReader(tokenColumn, { warn });
  return {
    read: (chunks, name) => {
      // With --token-column, the user has said that there are columns.
      if (tokenColumn !== undefined) return read(chunks, name);
      const rows = withColumnCheck(chunks, (found) => warn(renderMisread(name, 'columns', found)));
      return read(rows, name);
    },
    documents: 'marked',
    tokenize: (text) => [tokensOf(text)],
    conll: createConllOfColumns((file, schemes) => {
      if (schemes.length === 1 && schemes[0] === 'IOB2') return;
      warn(
        `${nameOf(file)}: wrote tags in ${schemes.join(', then ')}, the scheme of those in the last column; --scheme chooses another`,
      );
    }),
  };
}

async function* mapChunks<Part, P extends Passage>(
  chunks: AsyncIterable<readonly Part[]>,
  passagesOf: (parts: readonly Part[]) => Iterable<P>,
): AsyncGenerator<Iterable<P>> {
  for await (const parts of chunks) yield passagesOf(parts);
}
