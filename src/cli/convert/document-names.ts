// Names of documents: their ids or, without ids, numbers.
import { basename } from 'node:path';
import type { AnnotatedDocument } from '../../annotations/document.js';

const STANDARD_INPUT = 'stdin';
const LONGEST_NAME = 50;

/** The names of documents, each the id of the document or the name of the input and a number. */
export function documentNames(
  documents: readonly (readonly AnnotatedDocument[])[],
  input: string,
): string[] {
  const stem = input === '-' ? STANDARD_INPUT : basename(input).replace(/(?<=.)\..*$/s, '');
  const width = String(documents.length).length;
  return documents.map(([{ id }], index) => {
    if (id !== undefined) return id;
    return documents.length === 1 ? stem : `${stem}-${String(index + 1).padStart(width, '0')}`;
  });
}

/** The names as names of files, all different, even where upper and lower case are the same. */
export function fileNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  // Where the search for a free number begins, so that many equal names take linear time.
  const nextNumbers = new Map<string, number>();
  return names.map((name) => {
    const safe = safeName(name);
    let unique = safe;
    let number = nextNumbers.get(safe.toLowerCase()) ?? 2;
    while (taken.has(unique.toLowerCase())) unique = `${safe}-${number++}`;
    nextNumbers.set(safe.toLowerCase(), number);
    taken.add(unique.toLowerCase());
    return unique;
  });
}

// Letters may take four bytes, and file systems allow 255.
const safeName = (name: string): string =>
  [...name.replace(/[/\\:*?"<>|\p{C}]/gu, '_').replace(/^\.|[. ]$/g, '_')]
    .slice(0, LONGEST_NAME)
    .join('') || '_';
