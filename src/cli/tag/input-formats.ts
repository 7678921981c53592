// What tagger tag reads: how it comes in, how it is cut into tokens, and how it is answered in columns.

import { columnTokens } from '../../corpora/columns.js';
import type { SentenceTokenizer } from '../../model/tag-text.js';
import { columnsFormat } from '../formats/columns.js';
import { conllFormat, conllLineFormat } from '../formats/conll.js';
import type { ColumnPassage, Format, Line, Passage } from '../formats/format.js';
import { createColumnReader } from './conll-stream.js';
import { textPassages, tokenPassages } from './split-long-lines.js';

export interface Input<P extends Passage> {
  /** @param name of the stream in errors */
  read(batches: AsyncIterable<readonly Line[]>, name: string): AsyncIterable<Iterable<P>>;
  /** Absent where sentences and tokens are for the tagger to find. */
  readonly cut?: SentenceTokenizer;
  readonly conll: Format<P>;
}

export const textInput: Input<Passage> = {
  read: (batches) => inPassages(batches, textPassages),
  conll: conllFormat,
};

export const tokenInput: Input<Passage> = {
  read: (batches) => inPassages(batches, tokenPassages),
  // A byte order mark belongs to no token.
  cut: (text) => [columnTokens(text, text.startsWith('\ufeff') ? 1 : 0)],
  conll: conllLineFormat,
};

/** @param tokenColumn counted from 1 */
export function createColumnInput(tokenColumn: number): Input<ColumnPassage> {
  return {
    read: createColumnReader(tokenColumn),
    cut: (text) => [columnTokens(text)],
    conll: columnsFormat,
  };
}

async function* inPassages(
  batches: AsyncIterable<readonly Line[]>,
  passagesOf: (lines: readonly Line[]) => Iterable<Passage>,
): AsyncGenerator<Iterable<Passage>> {
  for await (const lines of batches) yield passagesOf(lines);
}
