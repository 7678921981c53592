// Collects the rows of a column file into sentences, line by line.
import type { LineListener } from '../files/utf8-lines.js';
import { endsSentence, splitColumns } from './columns.js';
import { isBeforeNoSpace, type Layout } from './layout.js';
import { createRowTaker, isCommentLine, readRow, type SkippedRow } from './rows.js';
import { createSourceNotes, type TaggedSentence } from './sentence-source.js';

interface ReaderOptions {
  readonly onMalformed: LineListener;
  readonly onSkipped?: (line: number, kind: SkippedRow) => void;
}

interface SentenceReader {
  /**
   * Reads the next line, and returns the sentence that it ends.
   *
   * @param damage why it is no text
   */
  add(text: string, damage: string | undefined): TaggedSentence | undefined;
  /** Returns the sentence that the end of the file ends. */
  finish(): TaggedSentence | undefined;
}

interface OpenSentence {
  readonly tokens: string[];
  readonly tags: string[];
  readonly line: number;
  /** Only if a line between the rows is skipped. */
  lines?: number[];
  isWhole: boolean;
}

export function createSentenceReader(
  layout: Layout,
  { onMalformed, onSkipped }: ReaderOptions,
): SentenceReader {
  const { tagColumn, hasSpacing, headerLine } = layout;
  const rows = createRowTaker(layout);
  const notes = createSourceNotes();
  let sentence: OpenSentence | undefined;
  let isWhole = true;
  let isFirst = true;
  let line = 0;

  const push = (text: string, token: string, tag: string) => {
    sentence ??= { tokens: [], tags: [], line, isWhole };
    sentence.tokens.push(token);
    sentence.tags.push(tag);
    sentence.lines?.push(line);
    if (hasSpacing) notes.addToken(token, !isBeforeNoSpace(text));
  };
  const skip = () => {
    if (sentence !== undefined)
      sentence.lines ??= sentence.tokens.map((_, index) => index + (sentence?.line ?? 0));
  };
  const finish = () => {
    const closed = sentence;
    sentence = undefined;
    isWhole = true;
    return closed && { ...closed, tagColumn, ...notes.take(closed.tokens) };
  };

  const addOther = (text: string) => {
    const columns = splitColumns(text);
    if (endsSentence(columns)) {
      const closed = finish();
      if (columns.length > 0) notes.startDocument();
      return closed;
    }
    if (line === headerLine) return undefined;
    if (isCommentLine(text, columns, { layout, isInside: sentence !== undefined })) {
      if (sentence === undefined) notes.addComment(text);
      skip();
      return undefined;
    }
    const row = readRow(text, layout, isFirst);
    isFirst = false;
    if ('defect' in row) reject(row.defect);
    else if ('skipped' in row) {
      skip();
      if (row.skipped === 'added word') notes.addWord();
      onSkipped?.(line, row.skipped);
    } else {
      rows.learn(row.cell, row.tag);
      push(text, row.token, row.tag);
    }
    return undefined;
  };
  const reject = (what: string) => {
    onMalformed(line, what);
    isWhole = false;
    if (sentence !== undefined) sentence.isWhole = false;
  };

  return {
    add: (text, damage) => {
      line++;
      if (damage !== undefined) reject(damage);
      else if (rows.take(text, sentence === undefined)) push(text, rows.token, rows.tag);
      else return addOther(text);
      return undefined;
    },
    finish,
  };
}
