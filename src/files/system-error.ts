// What stands in the way of reading or writing a file, as a sentence for the user.

import type { Stats } from 'node:fs';
import { getSystemErrorMap } from 'node:util';
import { InputError } from '../errors.js';

/**
 * The system's error as an InputError; any other error as it is.
 *
 * @param reasons sentences by error code, where the caller knows better than the system what is amiss
 */
export function fileError(
  error: unknown,
  path: string,
  reasons: Readonly<Partial<Record<string, string>>> = {},
): unknown {
  if (typeof error !== 'object' || error === null) return error;
  if (!('errno' in error && typeof error.errno === 'number')) return error;
  const [code, description] = getSystemErrorMap().get(error.errno) ?? ['', `error ${error.errno}`];
  return new InputError(`${path}: ${reasons[code] ?? description}`);
}

/** What stands at a path where a file is expected, or undefined where it is a file. */
export function otherThanFile(found: Stats): string | undefined {
  if (found.isFile()) return undefined;
  return found.isDirectory() ? 'a folder' : 'a device or pipe';
}
