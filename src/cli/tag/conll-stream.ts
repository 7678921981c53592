// A CoNLL column file, with or without tags, as a stream of its sentences.
import { endsSentence, isComment, splitCells, splitColumns } from '../../corpora/columns.js';
import { isAddedWord } from '../../corpora/layout-clues.js';
import { marksDocument } from '../../corpora/sentence-source.js';
import { InputError } from '../../errors.js';
import { excerpt } from '../../files/excerpt.js';
import { refuseLoneReturn, withoutByteOrderMark } from '../../files/utf8-lines.js';
import type { ColumnPassage, Line } from '../formats/passage.js';
import { MAXIMUM_PASSAGE_TOKENS } from './split-long-lines.js';
import { calmestPlace } from './stream/calm-places.js';
import { joinTokens } from './stream/column-text.js';
import { createTokenColumnFinder, type TokenColumnFinder } from './stream/token-column.js';

// The most lines that are held back until the first line with a token.
const MAXIMUM_HELD_LINES = 1 << 16;

export type ConllReader = (
  chunks: AsyncIterable<readonly Line[]>,
  name: string,
) => AsyncGenerator<ColumnPassage[]>;

/**
 * A reader for several files in a row: a sentence or line that is open at the end of a file is
 * closed before the next file. It throws an InputError for a line without the token column, after
 * the sentences before that line.
 *
 * @param tokenColumn counted from 1; undefined if the rows are to decide
 */
export function createConllReader(
  tokenColumn: number | undefined,
  { maxTokens = MAXIMUM_PASSAGE_TOKENS, warn = () => {} }: ConllReaderOptions = {},
): ConllReader {
  let separator = '';
  return async function* readConll(chunks, name) {
    const sentences = new SentenceCollector({ name, tokenColumn, maxTokens, warn }, separator);
    try {
      for await (const lines of chunks) {
        for (const line of lines) sentences.add(line);
        yield sentences.takeWhole();
      }
    } catch (error) {
      const rest = sentences.finish();
      separator = sentences.separator;
      yield rest;
      throw error;
    }
    const rest = sentences.finish();
    separator = sentences.separator;
    yield rest;
  };
}

interface ConllReaderOptions {
  /** The most tokens of a passage. */
  readonly maxTokens?: number;
  /** Receives a message about rows that are read otherwise than with the token first. */
  readonly warn?: (message: string) => void;
}

interface CollectorOptions {
  /** Name of the file in errors. */
  readonly name: string;
  readonly tokenColumn: number | undefined;
  readonly maxTokens: number;
  readonly warn: (message: string) => void;
}

interface SplitLine {
  readonly line: Line;
  readonly columns: readonly string[];
}

/** A passage that is not whole yet. */
interface Draft {
  before: string;
  readonly tokenLines: Line[];
  readonly tokens: string[];
  /** The lines without a token that follow a number of tokens. */
  readonly between: Map<number, string>;
  /** Of its first token or, until there is one, of its last line. */
  lineNumber: number;
  /** Whether the sentence began in the passage before. */
  readonly isContinued: boolean;
}

/** Collects the lines of a file into passages. */
class SentenceCollector {
  readonly #options: CollectorOptions;
  readonly #finder: TokenColumnFinder;
  #lastEnd: Line['end'] = '\n';
  // The count of columns; undefined until the first line that certainly has a token, or until too
  // many lines are held.
  #width: number | undefined;
  #held: SplitLine[] = [];
  #draft: Draft;
  #whole: ColumnPassage[] = [];
  // Whether any document was marked, and whether one starts before the next token.
  #hasMarks = false;
  #startsDocument = false;
  #separator = '';

  /** @param before stands before the first line in the output */
  constructor(options: CollectorOptions, before: string) {
    this.#options = options;
    const { tokenColumn, name, warn } = options;
    this.#finder = createTokenColumnFinder(tokenColumn, (message) => warn(`${name}: ${message}`));
    this.#draft = emptyDraft({ before, lineNumber: 1, isContinued: false });
  }

  add(line: Line): void {
    for (const ready of this.#finder.add(line)) this.#add(ready);
  }

  #add(line: Line): void {
    const { lineNumber } = line;
    const text = lineNumber === 1 ? withoutByteOrderMark(line.text) : line.text;
    refuseLoneReturn(text, this.#options.name, lineNumber);
    this.#lastEnd = line.end;
    const split = { line, columns: this.#columnsOf(text) };
    const { columns } = split;
    if (this.#width === undefined) {
      if (this.#holdsToken(split)) this.#placeHeld(columns.length);
      else if (this.#held.length === MAXIMUM_HELD_LINES) this.#placeHeld();
    }
    const isHeld = this.#width === undefined && (this.#held.length > 0 || mayBeEither(split));
    if (isHeld) this.#held.push(split);
    else this.#place(split);
  }

  /** The passages that are whole by now; each is returned once. */
  takeWhole(): ColumnPassage[] {
    // Lines before a sentence do not wait for its first token.
    if (!this.#isInside && this.#draft.before !== '') this.#close('');
    const whole = this.#whole;
    this.#whole = [];
    return whole;
  }

  /** The rest of the passages, after the last line. */
  finish(): ColumnPassage[] {
    for (const line of this.#finder.finish()) this.#add(line);
    if (this.#width === undefined) this.#placeHeld();
    this.#separator = (this.#lastEnd === '' ? '\n' : '') + (this.#isInside ? '\n' : '');
    if (this.#isInside) this.#close('', '\n');
    return this.takeWhole();
  }

  /** After `finish`: the line ends that the output lacks before another file can follow. */
  get separator(): string {
    return this.#separator;
  }

  get #isInside(): boolean {
    return this.#draft.tokens.length > 0;
  }

  /** @param width that of the smallest file, unless a line has shown it */
  #placeHeld(width = this.#finder.tokenColumn): void {
    this.#width = width;
    const held = this.#held;
    this.#held = [];
    for (const split of held) this.#place(split);
  }

  #place(split: SplitLine): void {
    const { line, columns } = split;
    if (!this.#isInside) this.#draft.lineNumber = line.lineNumber;
    if (!this.#holdsToken(split)) {
      const text = line.text + line.end;
      if (!this.#isInside) this.#draft.before += text;
      else if (endsSentence(columns) || !this.#finder.isNumbered) this.#close(text, '\n');
      else this.#addBetween(text);
      // A mark may stand right after the last token of the document before.
      if (marksDocument(line.text, columns)) {
        this.#startsDocument = true;
        this.#hasMarks = true;
      }
      return;
    }
    const { name, maxTokens } = this.#options;
    const { tokenColumn } = this.#finder;
    if (columns.length < tokenColumn) {
      throw new InputError(
        `${name}:${line.lineNumber}: expected at least ${tokenColumn} columns, found ${columns.length}: ${excerpt(line.text)}`,
      );
    }
    if (this.#draft.tokens.length === maxTokens)
      this.#closeBefore(calmestPlace(this.#draft.tokens));
    this.#draft.tokenLines.push(line);
    this.#draft.tokens.push(columns[tokenColumn - 1]);
  }

  /**
   * Comments stand only between sentences. Without tags, a line that begins with a hash is one if it
   * has another count of columns than the file, or if a space follows the hash.
   */
  #holdsToken(split: SplitLine): boolean {
    const { columns, line } = split;
    const { isNumbered, headerLine } = this.#finder;
    if (endsSentence(columns) || line.lineNumber === headerLine) return false;
    if (isNumbered && (columns[0].startsWith('#') || isAddedWord(columns[0]))) return false;
    const isLikeOthers = columns.length === this.#width && mayBeEither(split);
    return this.#isInside || isLikeOthers || !isComment(columns);
  }

  /** Between tabs, a token may have spaces. */
  #columnsOf(text: string): readonly string[] {
    if (!text.includes('\t')) return splitColumns(text);
    const cells = splitCells(text);
    while (cells[cells.length - 1] === '') cells.pop();
    return cells[this.#finder.tokenColumn - 1] ? cells : splitColumns(text);
  }

  #addBetween(text: string): void {
    const { between, tokens } = this.#draft;
    between.set(tokens.length, (between.get(tokens.length) ?? '') + text);
  }

  /** Closes the passage before one of its tokens, with which the next begins. */
  #closeBefore(place: number): void {
    const { tokenLines, tokens, between } = this.#draft;
    const nextLines = tokenLines.splice(place);
    const nextTokens = tokens.splice(place);
    const nextBetween = [...between].filter(([count]) => count > place);
    for (const [count] of nextBetween) between.delete(count);
    this.#close('');
    this.#draft.tokenLines.push(...nextLines);
    this.#draft.tokens.push(...nextTokens);
    for (const [count, text] of nextBetween) this.#draft.between.set(count - place, text);
    if (nextLines.length > 0) this.#draft.lineNumber = nextLines[0].lineNumber;
  }

  /** @param end absent if the sentence goes on in the next passage */
  #close(after: string, end?: Line['end']): void {
    const { before, tokenLines, tokens, between, lineNumber, isContinued } = this.#draft;
    const continuesDocument = this.#hasMarks && !this.#startsDocument;
    if (this.#isInside) this.#startsDocument = false;
    const text = joinTokens(tokens, isContinued);
    const lines = { before, tokenLines, after, ...(between.size > 0 && { between }) };
    this.#whole.push({
      text,
      end,
      ...lines,
      lineNumber,
      ...(continuesDocument && { continuesDocument }),
    });
    const goesOn = this.#isInside && end === undefined;
    this.#draft = emptyDraft({ before: '', lineNumber, isContinued: goesOn });
  }
}

const emptyDraft = (start: Pick<Draft, 'before' | 'lineNumber' | 'isContinued'>): Draft => {
  return { ...start, tokenLines: [], tokens: [], between: new Map() };
};

/** Whether only the count of columns distinguishes a comment from a token with a hash. */
const mayBeEither = ({ line, columns }: SplitLine) =>
  columns.length > 0 && columns[0].startsWith('#') && !/^\s*# /.test(line.text);
