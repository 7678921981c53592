// Words with what their documents say about them.
/** The same object for all words of a document. */
export interface Topic {
  /** Ids of the known words of the document, of its first ones if there are many. */
  readonly wordIds: readonly number[];
}

/** How often a word is written in each way. */
export interface WordForms {
  readonly total: number;
  readonly lower: number;
  readonly upper: number;
  /** With a capital where a sentence does not begin. */
  readonly capitalInside: number;
  /** As the first word of a sentence. */
  readonly first: number;
}

/** The same object for all occurrences of a word in a document, however they are written. */
export interface WordContext {
  /** Ids of the known words before its occurrences; empty if it occurs once. */
  readonly before: readonly number[];
  /** The same of the words after them. */
  readonly after: readonly number[];
  /** Absent if it occurs once. */
  readonly forms?: WordForms;
  readonly topic: Topic;
}

/** The same object for all tokens of a document that are written alike. */
export interface WordInDocument {
  readonly word: string;
  readonly context: WordContext;
}

/** A token alone, or with what its document says about it. */
export type SentenceToken = string | WordInDocument;

export type SentenceTokens = readonly SentenceToken[];

export const wordOf = (token: SentenceToken): string =>
  typeof token === 'string' ? token : token.word;

export const contextOf = (token: SentenceToken): WordContext | undefined =>
  typeof token === 'string' ? undefined : token.context;
