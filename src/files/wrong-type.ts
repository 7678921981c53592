// Errors about arguments of the library that have another type than its declarations say.
import { excerpt } from './excerpt.js';

/** @param place of the value in the argument, such as [1] */
export function wrongType(expected: string, found: unknown, place = ''): TypeError {
  return new TypeError(`${expected}, found ${describe(found)}${place && ` at ${place}`}`);
}

function describe(value: unknown): string {
  if (typeof value === 'string') return excerpt(value);
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'function') return 'a function';
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}
