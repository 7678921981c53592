// Issues of valibot as the user reads them.
import * as v from 'valibot';
import { excerptOfJson } from '../../files/excerpt.js';

/**
 * The end of a sentence about a value, with the key at which it is. Valibot's own messages show the
 * input in full, whatever its length and number of lines.
 */
export function renderIssue(issue: v.BaseIssue<unknown>): string {
  const { input, received, expected, message } = issue;
  const path = v.getDotPath(issue);
  const key = path ? ` (${shorten(path)})` : '';
  // JSON has no undefined value, so the key is missing.
  if (received === 'undefined') return `${key}: missing`;
  if (expected === 'never') return `${key}: unknown key`;
  const found = typeof input === 'object' ? received : excerptOfJson(input);
  return `${key}: expected ${expected ?? message}, found ${found}`;
}

const LONGEST_KEY = 100;

// A key may be any text, a type of a corpus for example.
const shorten = (key: string) =>
  key.length <= LONGEST_KEY ? key : `${key.slice(0, LONGEST_KEY)}…`;
