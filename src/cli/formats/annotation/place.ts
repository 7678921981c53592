// Where a record comes from.
import { renderJson } from '../json.js';

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

const SMALL_NUMBER = /^(?:0|[1-9]\d{0,14})$/;

/** The id of a record as annotation tools write it: a number if it is one. */
export const idOf = (id: string): string | number => (SMALL_NUMBER.test(id) ? Number(id) : id);

export const renderId = (id: string): string => renderJson(idOf(id));
