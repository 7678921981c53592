// Malformed rows, and files without any other rows.
import type { CheckedCorpus } from './corpus/checked-corpus.js';
import type { Finding } from './finding.js';

export function findMalformedRows(corpus: CheckedCorpus): Finding[] {
  if (!hasRows(corpus)) return [];
  return corpus.malformedRows.map(({ line, what, count }) => ({
    kind: 'malformed-row',
    place: { path: corpus.path, line },
    message: what,
    ...(count !== undefined && { count }),
  }));
}

/** A file with malformed rows only is one finding, however many rows it has. */
export function findUnreadableCorpus(corpus: CheckedCorpus): Finding[] {
  if (hasRows(corpus)) return [];
  const { path, malformedRows, chunks, readError } = corpus;
  const [first] = malformedRows;
  if (first !== undefined) {
    const place = { path, line: first.line };
    return [{ kind: 'unreadable-file', place, message: first.what }];
  }
  const found = isEmpty(chunks()) ? 'an empty file' : 'a file without tokens';
  const message = readError ?? `expected sentences in columns, found ${found}`;
  return [{ kind: 'unreadable-file', place: { path }, message }];
}

const hasRows = ({ sentenceCount, brokenSentenceCount }: CheckedCorpus) =>
  sentenceCount > 0 || brokenSentenceCount > 0;

function isEmpty(chunks: Iterable<Uint8Array>): boolean {
  for (const { length } of chunks) if (length > 0) return false;
  return true;
}
