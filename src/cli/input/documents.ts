// Documents in a markup language: a file is one record, and each block of it a passage.
import type { DocumentText } from '../../markup/document-text.js';
import { moved } from '../../text/mapped-text.js';
import type { Line, Passage } from '../formats/passage.js';
import { checkRecordLength } from './record-limit.js';

export type DocumentKind = 'html' | 'markdown';

// In UTF-16 units. The parsers take about 30 and 500 bytes for each of them.
const MAXIMUM_LENGTHS: Readonly<Record<DocumentKind, number>> = {
  html: 1 << 24,
  markdown: 1 << 20,
};

/**
 * Yields the passages of a file once it is read.
 *
 * @param name of the file in errors
 * @throws InputError for a file that is too long
 */
export async function* readDocument(
  chunks: AsyncIterable<readonly Line[]>,
  name: string,
  kind: DocumentKind,
  maxLength = MAXIMUM_LENGTHS[kind],
): AsyncGenerator<Passage[]> {
  let source = '';
  for await (const lines of chunks) {
    for (const { text, end } of lines) source += text + end;
    checkRecordLength(source.length, name, 'documents', maxLength);
  }
  if (source === '') return;
  const texts = await textsOf(source, kind);
  yield passagesOf(source, texts);
}

// Each parser is loaded only for its kind of document.
async function textsOf(source: string, kind: DocumentKind): Promise<DocumentText[]> {
  if (kind === 'html') return (await import('../../markup/html.js')).textsOfHtml(source);
  return (await import('../../markup/markdown.js')).textsOfMarkdown(source);
}

function passagesOf(source: string, texts: readonly DocumentText[]): Passage[] {
  const passages: Passage[] = [];
  let start = 0;
  let lineNumber = 1;
  // What no text has, such as the tags before the first one.
  const addMarkup = (to: number, end?: Line['end']) => {
    const part = source.slice(start, to);
    passages.push({
      text: '',
      end,
      lineNumber,
      continuesDocument: start > 0,
      source: { text: part, rangeOf: () => [0, 0] },
    });
    lineNumber += lineFeedsIn(part);
    start = to;
  };
  for (const { text, rangeOf, piecesOf } of texts) {
    addMarkup(rangeOf(0, 1)[0]);
    const from = start;
    const end = rangeOf(text.length - 1, text.length)[1];
    const part = source.slice(start, end);
    passages.push({
      text,
      lineNumber,
      continuesDocument: true,
      source: {
        text: part,
        rangeOf: (a, b) => moved(rangeOf(a, b), from),
        piecesOf: (a, b) => piecesOf(a, b).map((range) => moved(range, from)),
      },
    });
    lineNumber += lineFeedsIn(part);
    start = end;
  }
  addMarkup(source.length, '');
  return passages;
}

const lineFeedsIn = (text: string) => text.split('\n').length - 1;
