// The limit for records of several lines, which are held in memory as a whole.
import { InputError } from '../../errors.js';

/** In UTF-16 units. */
export const MAXIMUM_RECORD_LENGTH = 1 << 26;

/** @param where the file and line at which the record begins */
export function checkRecordLength(
  length: number,
  where: string,
  what: string,
  limit = MAXIMUM_RECORD_LENGTH,
): void {
  if (length <= limit) return;
  throw new InputError(
    `${where}: expected ${what} of at most ${limit} characters, found a longer one`,
  );
}
