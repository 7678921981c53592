// Passages in chunks that hold documents whole, for a model that reads documents.
import type { Passage } from '../../formats/passage.js';

// UTF-16 units of a document that is held back; a longer one is read in parts.
const MOST_LENGTH = 1 << 17;

export interface DocumentOptions {
  /** Whether all passages of a file belong to one document, whatever they say themselves. */
  readonly isOne: boolean;
  readonly mostLength?: number;
}

/** Holds each document back until the next one begins. */
export async function* wholeDocuments<P extends Passage>(
  chunks: AsyncIterable<Iterable<P>>,
  { isOne, mostLength = MOST_LENGTH }: DocumentOptions,
): AsyncGenerator<P[]> {
  let whole: P[] = [];
  let document: P[] = [];
  let length = 0;
  let isFirst = true;
  const endDocument = () => {
    document.forEach((passage, index) => {
      whole.push({ ...passage, documentGoesOn: index + 1 < document.length });
    });
    document = [];
    length = 0;
  };
  const add = (passage: P) => {
    const belongs = isOne ? !isFirst : passage.continuesDocument === true;
    isFirst = false;
    if (!belongs || length >= mostLength) endDocument();
    document.push(passage);
    // Empty passages count, too, or a document of them would grow without end.
    length += passage.text.length + 1;
  };
  try {
    for await (const chunk of chunks) {
      for (const passage of chunk) add(passage);
      if (whole.length > 0) yield whole;
      whole = [];
    }
  } catch (error) {
    endDocument();
    yield whole;
    throw error;
  }
  endDocument();
  if (whole.length > 0) yield whole;
}
