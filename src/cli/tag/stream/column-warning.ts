// A warning for a column file that is read as text, with its tags as words.
import { splitColumns } from '../../../corpora/columns.js';
import { isTag } from '../../../corpora/tags.js';
import type { Passage } from '../../formats/passage.js';

/** Rows at the start of a file that are enough to tell it from text. */
const ENOUGH_ROWS = 4;

/** Passes everything on, and warns once if the file begins with rows that end in a tag. */
export async function* withColumnWarning(
  chunks: AsyncIterable<readonly Passage[]>,
  name: string,
  warn: (message: string) => void,
): AsyncGenerator<readonly Passage[]> {
  let rowCount = 0;
  let mayBeColumns = true;
  for await (const chunk of chunks) {
    for (const { text } of mayBeColumns ? chunk : []) {
      const columns = splitColumns(text);
      if (columns.length === 0 || columns[0] === '#' || columns[0] === '-DOCSTART-') continue;
      mayBeColumns = columns.length > 1 && isTag(columns[columns.length - 1]);
      if (mayBeColumns) rowCount++;
      if (rowCount === ENOUGH_ROWS) {
        warn(
          `${name}: read as text, but it looks like columns with tags, which --input conll reads`,
        );
      }
      if (!mayBeColumns || rowCount === ENOUGH_ROWS) {
        mayBeColumns = false;
        break;
      }
    }
    yield chunk;
  }
}
