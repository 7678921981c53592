// Documents as a model reads them, without their entities: raw lines, or the tokens of the file.
import { cutDocument } from '../cut.js';
import type { AnnotatedDocument } from '../document.js';

/** A line of raw text, or a sentence that the file itself cuts. */
export type ModelInput = {
  readonly line: number;
  /** Whether it is the first of its document. */
  readonly startsDocument?: boolean;
} & (
  | { readonly text: string; readonly tokens?: undefined }
  | { readonly tokens: readonly string[]; readonly text?: undefined }
);

/** The inputs of all documents, in order. */
export function* modelInputs(documents: Iterable<AnnotatedDocument>): Generator<ModelInput> {
  for (const document of documents) {
    let startsDocument = !document.continues;
    const inputs = document.sentences === undefined ? linesOf(document) : givenSentences(document);
    for (const input of inputs) {
      yield { ...input, startsDocument };
      startsDocument = false;
    }
  }
}

function* linesOf({ text, line }: AnnotatedDocument): Generator<ModelInput> {
  let start = 0;
  for (let number = 1; start <= text.length; number++) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    const content = text.slice(start, end).replace(/\r$/u, '');
    if (/\S/u.test(content)) yield { text: content, line: line ?? number };
    start = end + 1;
  }
}

function* givenSentences(document: AnnotatedDocument): Generator<ModelInput> {
  const options = { tokenize: () => [], onSplit: () => {} };
  for (const { tokens, line } of cutDocument(document, options)) yield { tokens, line };
}
