// A column file, with tags or without, sentence by sentence as it comes.
import type { ColumnPassage, Line } from '../formats/format.js';
import { createColumnGatherer } from './column-passages.js';
import { createRowParser } from './parse-rows.js';

export type ColumnReader = (
  batches: AsyncIterable<readonly Line[]>,
  name: string,
) => AsyncGenerator<ColumnPassage[]>;

/**
 * A reader for files one after another: what the end of one leaves open is closed before the next begins.
 * It throws an InputError for a row without the token's column, after the rows before it.
 *
 * @param tokenColumn counted from 1
 */
export function createColumnReader(tokenColumn: number): ColumnReader {
  let gap = '';
  return async function* readColumns(batches, name) {
    const gatherer = createColumnGatherer(gap);
    const parser = createRowParser(gatherer, { name, tokenColumn });
    let lastEnd: Line['end'] = '\n';
    try {
      for await (const lines of batches) {
        for (const line of lines) parser.parse(line);
        lastEnd = lines.at(-1)?.end ?? lastEnd;
        yield gatherer.takeWhole();
      }
    } catch (error) {
      parser.finish();
      yield gatherer.finish();
      throw error;
    }
    parser.finish();
    gap = (lastEnd === '' ? '\n' : '') + (gatherer.isInside() ? '\n' : '');
    yield gatherer.finish();
  };
}
