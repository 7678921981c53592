// Passages in chunks that hold documents whole, for a model that reads documents.
import { MOST_CHARACTERS } from '../../../corpora/documents.js';
import type { Passage } from '../../formats/passage.js';

/** What one document is: a file, a record, or the passages that are marked as one. */
export type DocumentUnit = 'file' | 'record' | 'marked';

export interface DocumentOptions {
  readonly unit: DocumentUnit;
  readonly mostLength?: number;
}

/** Holds each document back until it ends: a record with its line end, others with the next one. */
export async function* wholeDocuments<P extends Passage>(
  chunks: AsyncIterable<Iterable<P>>,
  { unit, mostLength = MOST_CHARACTERS }: DocumentOptions,
): AsyncGenerator<P[]> {
  let whole: P[] = [];
  let document: P[] = [];
  let length = 0;
  let isFirst = true;
  const belongs = ({ continuesDocument = false }: P) => {
    if (unit === 'marked') return continuesDocument;
    return unit === 'file' ? !isFirst : document.length > 0;
  };
  const endDocument = () => {
    document.forEach((passage, index) => {
      whole.push({ ...passage, documentGoesOn: index + 1 < document.length });
    });
    document = [];
    length = 0;
  };
  const add = (passage: P) => {
    const endsRecord = unit === 'record' && passage.end !== undefined;
    if (endsRecord && document.length === 0) {
      whole.push(passage);
      return;
    }
    const isNext = !belongs(passage);
    isFirst = false;
    if (isNext || length >= mostLength) endDocument();
    document.push(passage);
    // Empty passages count, too, or a document of them would grow without end.
    length += passage.text.length + 1;
    if (endsRecord) endDocument();
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
