// The input formats of `tagger tag`: what a passage is, what its tokens are, and what --format
// conll makes of it.
import { columnTokens } from '../../corpora/columns.js';
import type { SentenceTokenizer } from '../../model/tag-text.js';
import { conllOfColumns, conllOfText, conllOfTokens } from '../formats/conll.js';
import type { Format } from '../formats/format.js';
import type { ColumnPassage, Line, Passage } from '../formats/passage.js';
import { createConllReader } from './conll-stream.js';
import { splitBetweenSentences, splitBetweenTokens } from './split-long-lines.js';

export interface InputFormat<P extends Passage> {
  /** @param name of the stream in errors */
  read(chunks: AsyncIterable<readonly Line[]>, name: string): AsyncIterable<Iterable<P>>;
  /** Absent if the tagger is to find the sentences and tokens of a passage. */
  readonly tokenize?: SentenceTokenizer;
  readonly conll: Format<P>;
}

export const textInput: InputFormat<Passage> = {
  read: (chunks) => mapChunks(chunks, splitBetweenSentences),
  conll: conllOfText,
};

export const tokenInput: InputFormat<Passage> = {
  read: (chunks) => mapChunks(chunks, splitBetweenTokens),
  // A byte order mark is not part of the first token.
  tokenize: (text) => [columnTokens(text, text.startsWith('\ufeff') ? 1 : 0)],
  conll: conllOfTokens,
};

/** @param tokenColumn counted from 1 */
export function createConllInput(tokenColumn: number): InputFormat<ColumnPassage> {
  return {
    read: createConllReader(tokenColumn),
    tokenize: (text) => [columnTokens(text)],
    conll: conllOfColumns,
  };
}

async function* mapChunks(
  chunks: AsyncIterable<readonly Line[]>,
  passagesOf: (lines: readonly Line[]) => Iterable<Passage>,
): AsyncGenerator<Iterable<Passage>> {
  for await (const lines of chunks) yield passagesOf(lines);
}
