// The sentences of a column file, with a tag for each token, and the rows that are malformed.
import { excerpt } from '../files/excerpt.js';
import { type LineListener, refuseLine, utf8Lines } from '../files/utf8-lines.js';
import { columnEnd, endsSentence, isComment, splitColumns } from './columns.js';
import { createSourceNotes, type SentenceSource } from './sentence-source.js';
import { isTag } from './tags.js';

export interface ChosenColumns {
  /** The column of tokens, counted from 1. Default: the first. */
  readonly tokenColumn?: number;
  /** The column of tags, counted from 1. Default: the last. */
  readonly tagColumn?: number;
}

/** The columns of all rows of a file. */
export interface Layout {
  readonly columnCount: number;
  /** The columns of token and tag, counted from 1. */
  readonly tokenColumn: number;
  readonly tagColumn: number;
}

export interface TaggedSentence extends SentenceSource {
  readonly tokens: readonly string[];
  readonly tags: readonly string[];
  /** The line of the first token. The other tokens follow line by line if the sentence is whole. */
  readonly line: number;
  /** The column of the tags, counted from 1. */
  readonly tagColumn: number;
  /** Whether no row among those of the sentence is malformed. */
  readonly isWhole: boolean;
}

export interface RowOptions extends ChosenColumns {
  /** Default: the first row decides. */
  readonly layout?: Layout;
  /** Is called for each malformed row, which is then skipped. By default, it throws an InputError. */
  readonly onMalformed?: LineListener;
}

/**
 * The sentences of UTF-8 bytes in columns.
 *
 * @param content all bytes, or chunks of them that may be overwritten after their turn
 * @param path names the file in errors
 */
export function* taggedSentences(
  content: Uint8Array | Iterable<Uint8Array>,
  path: string,
  options: RowOptions,
): Generator<TaggedSentence> {
  const { onMalformed = refuseLine(path) } = options;
  const checker = createRowChecker(options);
  const rows = createRowTaker();
  const notes = createSourceNotes();
  let sentence: OpenSentence | undefined;
  let isWhole = true;
  let line = 0;
  let damage: string | undefined;
  const noteDamage = (_: number, what: string) => {
    damage = what;
  };
  for (const text of utf8Lines(content, path, noteDamage)) {
    line++;
    if (damage === undefined && rows.take(text, sentence === undefined)) {
      const { tagColumn } = rows.layout;
      sentence ??= { tokens: [], tags: [], line, tagColumn, isWhole };
      sentence.tokens.push(rows.token);
      sentence.tags.push(rows.tag);
      continue;
    }
    const columns = splitColumns(text);
    if (damage === undefined && endsSentence(columns)) {
      if (sentence !== undefined) yield { ...sentence, ...notes.take(sentence.tokens) };
      if (columns.length > 0) notes.startDocument();
      sentence = undefined;
      isWhole = true;
      continue;
    }
    const mayBeComment = damage === undefined && sentence === undefined;
    if (mayBeComment && isComment(columns, options.tagColumn)) {
      notes.addComment(text);
      continue;
    }

    const found = damage ?? checker.check({ columns, text });
    if (typeof found === 'string') {
      onMalformed(line, found);
      damage = undefined;
      isWhole = false;
      if (sentence !== undefined) sentence.isWhole = false;
      continue;
    }
    sentence ??= { tokens: [], tags: [], line, tagColumn: found.tagColumn, isWhole };
    sentence.tokens.push(columns[found.tokenColumn - 1]);
    sentence.tags.push(columns[found.tagColumn - 1]);
    rows.learn(found, columns);
  }
  if (sentence !== undefined) yield { ...sentence, ...notes.take(sentence.tokens) };
}

interface OpenSentence extends TaggedSentence {
  readonly tokens: string[];
  readonly tags: string[];
  isWhole: boolean;
}

// A line between documents, and columns after white space.
const SPECIAL_STARTS = '- \t';

/** Reads rows like those before it, without cutting out columns that are not needed. */
interface RowTaker {
  /**
   * Whether the row has the layout that was learned and a known tag; if so, `token` and `tag` are set.
   *
   * @param isFirst in its sentence, where comments may be
   */
  take(text: string, isFirst: boolean): boolean;
  learn(layout: Layout, columns: readonly string[]): void;
  readonly layout: Layout;
  readonly token: string;
  readonly tag: string;
}

function createRowTaker(): RowTaker {
  const tags = new Map<string, string>();
  const taker = {
    layout: { columnCount: 0, tokenColumn: 0, tagColumn: 0 },
    token: '',
    tag: '',
    learn: (layout: Layout, columns: readonly string[]) => {
      taker.layout = layout;
      const tag = columns[layout.tagColumn - 1];
      // A copy, as a slice would keep the text alive that it is cut from.
      if (!tags.has(tag)) tags.set(tag, Buffer.from(tag).toString());
    },
    take: (text: string, isFirst: boolean) => {
      // What ends a sentence, and comments, is for the other way of reading.
      if (text === '' || SPECIAL_STARTS.includes(text[0]) || (isFirst && text[0] === '#')) {
        return false;
      }
      const { columnCount, tokenColumn, tagColumn } = taker.layout;
      let [count, tokenStart, tokenEnd, tagStart, tagEnd] = [0, 0, 0, 0, 0];
      for (let start = 0, end = 0; start < text.length; start = end + 1) {
        end = columnEnd(text, start);
        if (end === start) continue;
        count++;
        if (count === tokenColumn) [tokenStart, tokenEnd] = [start, end];
        if (count === tagColumn) [tagStart, tagEnd] = [start, end];
      }
      const tag = count === columnCount ? tags.get(text.slice(tagStart, tagEnd)) : undefined;
      if (tag === undefined) return false;
      taker.token = text.slice(tokenStart, tokenEnd);
      taker.tag = tag;
      return true;
    },
  };
  return taker;
}

interface Row {
  readonly columns: readonly string[];
  readonly text: string;
}

interface RowChecker {
  /** The layout, or what is wrong with the row. */
  check(row: Row): Layout | string;
}

function createRowChecker(options: RowOptions): RowChecker {
  let { layout } = options;
  let isFirst = true;
  return {
    check: (row) => {
      const found = layout ?? layoutOf(row, options);
      if (typeof found === 'string') return found;
      layout = found;
      const defect = defectOf(row, layout, isFirst);
      isFirst = false;
      return defect ?? layout;
    },
  };
}

/** The layout that a row decides, or what is wrong with it. */
function layoutOf({ columns, text }: Row, options: ChosenColumns): Layout | string {
  const columnCount = columns.length;
  const { tokenColumn = 1, tagColumn = columnCount } = options;
  const neededCount = Math.max(tokenColumn, tagColumn);
  if (columnCount === 1) {
    return `expected a token and its tag, found one column (plain text, or tags missing?): ${excerpt(text)}`;
  }
  if (columnCount < neededCount) {
    return `expected at least ${neededCount} columns, found ${columnCount}: ${excerpt(text)}`;
  }
  if (tokenColumn === tagColumn) {
    return `expected token and tag in different columns, found both in column ${tagColumn}: ${excerpt(text)}`;
  }
  return { columnCount, tokenColumn, tagColumn };
}

function defectOf({ columns, text }: Row, layout: Layout, isFirst: boolean): string | undefined {
  const { columnCount, tagColumn } = layout;
  if (columns.length !== columnCount) {
    return `expected ${columnCount} columns, found ${columns.length}: ${excerpt(text)}`;
  }
  const tag = columns[tagColumn - 1];
  if (isTag(tag)) return undefined;
  const suspicion = isFirst ? ' (is it plain text?)' : '';
  return `expected a tag such as O or B-PER in column ${tagColumn}, found ${excerpt(tag)}${suspicion}: ${excerpt(text)}`;
}
