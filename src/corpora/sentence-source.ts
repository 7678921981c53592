// What a file records about a sentence besides its tokens: its source text, and the start of a document.

/** Fields of a sentence that only some files give. */
export interface SentenceSource {
  /** Present if the file marks the start of a document before the sentence. */
  readonly startsDocument?: true;
  /** The source text, which has all tokens in their order. */
  readonly text?: string;
}

/** Only these fields, and only those that are present. */
export function sourceOf({ startsDocument, text }: SentenceSource): SentenceSource {
  return { ...(startsDocument && { startsDocument }), ...(text !== undefined && { text }) };
}

/** Collects what stands before a sentence. */
export interface SourceNotes {
  startDocument(): void;
  /** Notes a comment of CoNLL-U: `# newdoc` or `# text = ...`. */
  addComment(line: string): void;
  /** The fields of the sentence with these tokens; notes for the next one begin. */
  take(tokens: readonly string[]): SentenceSource;
}

const NEW_DOCUMENT = /^\s*# ?newdoc(?:\s|$)/u;
const TEXT = /^\s*# ?text = /u;

export function createSourceNotes(): SourceNotes {
  let startsDocument = false;
  let text: string | undefined;
  return {
    startDocument: () => {
      startsDocument = true;
    },
    addComment: (line) => {
      if (NEW_DOCUMENT.test(line)) startsDocument = true;
      const [start] = TEXT.exec(line) ?? [];
      if (start !== undefined) text = line.slice(start.length);
    },
    take: (tokens) => {
      const isTextOf = text !== undefined && hasInOrder(text, tokens);
      const source = sourceOf({
        ...(startsDocument && { startsDocument }),
        ...(isTextOf && { text }),
      });
      startsDocument = false;
      text = undefined;
      return source;
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
