// Paragraphs whose lines are wrapped: blank lines divide them, and each is one text.
//
// In the text, a line end and the white space around it become one space.
import { MappedTextBuilder } from '../../text/mapped-text.js';
import type { Line, Passage } from '../formats/passage.js';
import { checkRecordLength, MAXIMUM_RECORD_LENGTH } from './record-limit.js';

export interface ParagraphOptions {
  /** Whether a word that is hyphenated at a line end becomes whole. */
  readonly joinsHyphens: boolean;
  readonly maxLength?: number;
}

/**
 * Yields each paragraph as soon as the blank line after it arrives, and the blank lines as lines
 * between records.
 *
 * @param name of the stream in errors
 * @throws InputError for a paragraph that is too long
 */
export async function* readParagraphs(
  chunks: AsyncIterable<readonly Line[]>,
  name: string,
  { joinsHyphens, maxLength = MAXIMUM_RECORD_LENGTH }: ParagraphOptions,
): AsyncGenerator<Passage[]> {
  let open: Line[] = [];
  let length = 0;

  function take(): Passage[] {
    if (open.length === 0) return [];
    const paragraph = joinLines(open, joinsHyphens);
    open = [];
    length = 0;
    return [paragraph];
  }

  function add(line: Line): Passage[] {
    if (!/\S/.test(line.text)) return [...take(), { ...line, isBetween: true }];
    length += line.text.length + line.end.length;
    open.push(line);
    checkRecordLength(length, `${name}:${open[0].lineNumber}`, 'paragraphs', maxLength);
    return [];
  }

  let whole: Passage[] = [];
  try {
    for await (const lines of chunks) {
      for (const line of lines) whole.push(...add(line));
      yield whole;
      whole = [];
    }
  } catch (error) {
    // The lines before a damaged one are not lost.
    yield length <= maxLength ? [...whole, ...take()] : whole;
    throw error;
  }
  yield take();
}

/** @param lines at least one */
function joinLines(lines: readonly Line[], joinsHyphens: boolean): Passage {
  const builder = new MappedTextBuilder();
  let source = '';
  for (const [index, { text, end }] of lines.entries()) {
    const isLast = index === lines.length - 1;
    const from = index === 0 ? 0 : text.length - text.trimStart().length;
    const to = isLast ? text.length : text.trimEnd().length;
    const next = isLast ? '' : lines[index + 1].text.trimStart();
    const hyphen = joinsHyphens && next !== '' ? hyphenAt(text.slice(0, to), next) : 'none';
    const at = source.length;
    builder.copy(text.slice(from, hyphen === 'dropped' ? to - 1 : to), at + from);
    source += text + (isLast ? '' : end);
    if (isLast || hyphen !== 'none') continue;
    const indentation = lines[index + 1].text.length - next.length;
    builder.replace(' ', at + to, source.length + indentation);
  }
  const { end } = lines[lines.length - 1];
  const { text, rangeOf } = builder.finish();
  return { text, end, lineNumber: lines[0].lineNumber, source: { text: source, rangeOf } };
}

const SOFT_HYPHEN = '\u00ad';

/**
 * What becomes of a hyphen at a line end. It is dropped if the word goes on in lower case, and kept
 * without a space if it goes on otherwise, as in "Anglo-" and "American".
 */
function hyphenAt(line: string, next: string): 'none' | 'dropped' | 'kept' {
  if (!/\p{L}[-\u2010\u00ad]$/u.test(line) || !/^[\p{L}\p{N}]/u.test(next)) return 'none';
  return line.endsWith(SOFT_HYPHEN) || /^\p{Ll}/u.test(next) ? 'dropped' : 'kept';
}
