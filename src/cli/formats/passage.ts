// Lines of the input, and the passages that are tagged on their own.

/** A line without its end, and the end. */
export interface Line {
  readonly text: string;
  readonly end: '\n' | '\r\n' | '';
  /** Counted from 1 in its file. */
  readonly lineNumber: number;
}

/** A line, or a part of a long one. */
export interface Passage {
  readonly text: string;
  /** Absent if the line goes on in the next passage. */
  readonly end?: Line['end'];
  /** Of its first line. */
  readonly lineNumber: number;
}

/**
 * A sentence of a column file, or a part of a long one, with all its lines. The text is its tokens
 * with spaces between them; a part after the first begins with a space.
 */
export interface ColumnPassage extends Passage {
  /** The lines before the first token, with their ends. */
  readonly before: string;
  /** The line of each token. */
  readonly tokenLines: readonly Line[];
  /** The line that ends the sentence, with its end. */
  readonly after: string;
}
