// Where a record comes from.

export interface Place {
  /** Absent if there is one file. */
  readonly file?: string;
  /** Counted from 1. */
  readonly line: number;
}

export const placeOf = (line: number, file: string | undefined): Place =>
  file === undefined ? { line } : { file, line };

/** Whether a text has nothing to annotate. */
export const isBlank = (text: string): boolean => !/\S/.test(text);
