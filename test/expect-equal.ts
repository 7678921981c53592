// A quick comparison of large values.
import { isDeepStrictEqual } from 'node:util';
import { expect } from '@jest/globals';

/** Does what `expect(found).toEqual(expected)` does, which is slow for large values. */
export function expectEqual(found: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(found, expected)) expect(found).toEqual(expected);
}
