// A CoNLL column file, with or without tags, as a stream of its sentences.
import { endsSentence, isComment, splitColumns } from '../../corpora/columns.js';
import { InputError } from '../../errors.js';
import { excerpt } from '../../files/excerpt.js';
import { refuseLoneReturn, withoutByteOrderMark } from '../../files/utf8-lines.js';
import type { ColumnPassage, Line } from '../formats/passage.js';
import { MAXIMUM_PASSAGE_TOKENS } from './split-long-lines.js';
import { calmestPlace } from './stream/calm-places.js';

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
 * @param tokenColumn counted from 1
 */
export function createConllReader(
  tokenColumn: number,
  maxTokens = MAXIMUM_PASSAGE_TOKENS,
): ConllReader {
  let separator = '';
  return async function* readConll(chunks, name) {
    const sentences = new SentenceCollector({ name, tokenColumn, maxTokens }, separator);
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

interface CollectorOptions {
  /** Name of the file in errors. */
  readonly name: string;
  readonly tokenColumn: number;
  readonly maxTokens: number;
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
  /** Of its first token or, until there is one, of its last line. */
  lineNumber: number;
  /** Whether the sentence began in the passage before. */
  readonly isContinued: boolean;
}

/** Collects the lines of a file into passages. */
class SentenceCollector {
  readonly #options: CollectorOptions;
  #lastEnd: Line['end'] = '\n';
  // The count of columns; undefined until the first line that certainly has a token, or until too
  // many lines are held.
  #width: number | undefined;
  #held: SplitLine[] = [];
  #draft: Draft;
  #whole: ColumnPassage[] = [];
  #separator = '';

  /** @param before stands before the first line in the output */
  constructor(options: CollectorOptions, before: string) {
    this.#options = options;
    this.#draft = { before, tokenLines: [], tokens: [], lineNumber: 1, isContinued: false };
  }

  add(line: Line): void {
    const { lineNumber } = line;
    const text = lineNumber === 1 ? withoutByteOrderMark(line.text) : line.text;
    refuseLoneReturn(text, this.#options.name, lineNumber);
    this.#lastEnd = line.end;
    const split = { line, columns: splitColumns(text) };
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
  #placeHeld(width = this.#options.tokenColumn): void {
    this.#width = width;
    const held = this.#held;
    this.#held = [];
    for (const split of held) this.#place(split);
  }

  #place(split: SplitLine): void {
    const { line, columns } = split;
    if (!this.#isInside) this.#draft.lineNumber = line.lineNumber;
    if (!this.#holdsToken(split)) {
      if (this.#isInside) this.#close(line.text + line.end, '\n');
      else this.#draft.before += line.text + line.end;
      return;
    }
    const { name, tokenColumn, maxTokens } = this.#options;
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
    const { columns } = split;
    if (endsSentence(columns)) return false;
    const isLikeOthers = columns.length === this.#width && mayBeEither(split);
    return this.#isInside || isLikeOthers || !isComment(columns);
  }

  /** Closes the passage before one of its tokens, with which the next begins. */
  #closeBefore(place: number): void {
    const { tokenLines, tokens } = this.#draft;
    const nextLines = tokenLines.splice(place);
    const nextTokens = tokens.splice(place);
    this.#close('');
    this.#draft.tokenLines.push(...nextLines);
    this.#draft.tokens.push(...nextTokens);
    if (nextLines.length > 0) this.#draft.lineNumber = nextLines[0].lineNumber;
  }

  /** @param end absent if the sentence goes on in the next passage */
  #close(after: string, end?: Line['end']): void {
    const { before, tokenLines, tokens, lineNumber, isContinued } = this.#draft;
    const text = (isContinued ? ' ' : '') + tokens.join(' ');
    this.#whole.push({ text, end, before, tokenLines, after, lineNumber });
    const goesOn = this.#isInside && end === undefined;
    this.#draft = { before: '', tokenLines: [], tokens: [], lineNumber, isContinued: goesOn };
  }
}

/** Whether only the count of columns distinguishes a comment from a token with a hash. */
const mayBeEither = ({ line, columns }: SplitLine) =>
  columns.length > 0 && columns[0].startsWith('#') && !/^\s*# /.test(line.text);
