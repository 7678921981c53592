// Where a record comes from.
import type { Passage } from '../passage.js';

export interface Place {
  /** Absent if there is one file. */
  readonly file?: string;
  /** Counted from 1; absent for a document of a corpus. */
  readonly line?: number;
}

export function placeOf(
  { lineNumber, record }: Pick<Passage, 'lineNumber' | 'record'>,
  file: string | undefined,
): Place {
  if (record !== undefined) return {};
  return file === undefined ? { line: lineNumber } : { file, line: lineNumber };
}

/** Whether a text has nothing to annotate. */
export const isBlank = (text: string): boolean => !/\S/.test(text);

const SMALL_NUMBER = /^(?:0|[1-9]\d{0,14})$/;

/** The id of a document as annotation tools write it: a number if it is one. */
export function idOf({ record }: Pick<Passage, 'record'>): { readonly id?: string | number } {
  const id = record?.id;
  if (id === undefined) return {};
  return { id: SMALL_NUMBER.test(id) ? Number(id) : id };
}
