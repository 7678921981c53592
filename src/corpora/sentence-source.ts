// What a file records about a sentence besides its tokens: its source text, and the start of a document.

/** Fields of a sentence that only some files give. */
export interface SentenceSource {
  /** Present if the file marks the start of a document before the sentence. */
  readonly startsDocument?: true;
  /** The source text, which has all tokens in their order. */
  readonly text?: string;
  /** The line of each token; absent if they follow the first line by line. */
  readonly lines?: readonly number[];
}

export interface TaggedSentence extends SentenceSource {
  readonly tokens: readonly string[];
  readonly tags: readonly string[];
  /** The line of the first token. */
  readonly line: number;
  /** The column of the tags, counted from 1. */
  readonly tagColumn: number;
  /** Whether no row among those of the sentence is malformed. */
  readonly isWhole: boolean;
}

/** The line of a token. */
export const lineOf = (
  { line, lines }: { readonly line: number; readonly lines?: readonly number[] },
  index: number,
): number => lines?.[index] ?? line + index;

/** Whether any of these fields is present. Most sentences have none, and need no second object. */
export const hasSource = ({ startsDocument, text, lines }: SentenceSource): boolean =>
  startsDocument !== undefined || text !== undefined || lines !== undefined;

/** Only these fields, and only those that are present. */
export function sourceOf({ startsDocument, text, lines }: SentenceSource): SentenceSource {
  return {
    ...(startsDocument && { startsDocument }),
    ...(text !== undefined && { text }),
    ...(lines && { lines }),
  };
}

/** Collects what stands before a sentence. */
export interface SourceNotes {
  startDocument(): void;
  /** Notes a comment of CoNLL-U: `# newdoc` or `# text = ...`. */
  addComment(line: string): void;
  /** Notes a token of the sentence, for a text without comment. */
  addToken(token: string, isBeforeSpace: boolean): void;
  /** Notes a contraction, whose text is not that of its tokens. */
  addWord(): void;
  /** The fields of the sentence with these tokens, if it has any; notes for the next one begin. */
  take(tokens: readonly string[]): SentenceSource | undefined;
}

const NEW_DOCUMENT = /^\s*# ?newdoc(?:\s|$)/u;

/** Whether a line that holds no token marks the start of a document. */
export const marksDocument = (line: string, columns: readonly string[]): boolean =>
  columns[0] === '-DOCSTART-' || NEW_DOCUMENT.test(line);

const TEXT = /^\s*# ?text = /u;

export function createSourceNotes(): SourceNotes {
  let startsDocument = false;
  let text: string | undefined;
  let joined = '';
  let isContracted = false;
  return {
    startDocument: () => {
      startsDocument = true;
    },
    addComment: (line) => {
      if (NEW_DOCUMENT.test(line)) startsDocument = true;
      const [start] = TEXT.exec(line) ?? [];
      if (start !== undefined) text = line.slice(start.length);
    },
    addToken: (token, isBeforeSpace) => {
      joined += isBeforeSpace ? `${token} ` : token;
    },
    addWord: () => {
      isContracted = true;
    },
    take: (tokens) => {
      const given = text ?? (joined === '' || isContracted ? undefined : joined.trimEnd());
      const starts = startsDocument;
      startsDocument = false;
      isContracted = false;
      text = undefined;
      joined = '';
      if (!starts && given === undefined) return undefined;
      const isTextOf = given !== undefined && hasInOrder(given, tokens);
      return sourceOf({
        ...(starts && { startsDocument: true }),
        ...(isTextOf && { text: given }),
      });
    },
  };
}

/** Whether the text has all tokens, one after the other. */
export function hasInOrder(text: string, tokens: readonly string[]): boolean {
  let end = 0;
  for (const token of tokens) {
    const start = text.indexOf(token, end);
    if (start < 0) return false;
    end = start + token.length;
  }
  return true;
}
