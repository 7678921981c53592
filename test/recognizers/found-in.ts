// What a recognizer finds in a text, as texts.
import type { Find } from '../../src/recognizers/found.js';

export const foundIn = (find: Find, text: string): string[] =>
  find(text).map(({ start, end }) => text.slice(start, end));

/** Texts of the length that make a careless scan slow: many beginnings, and no end. */
export function hostileTexts(length: number): string[] {
  return [
    ...['1', '.', '@', ':', '+', '(', '-', 'a', ' ', '1 ', 'a@', '@a.', '1.', 'a.', 'a:', 'DE89'],
    ...['DE89 ', '4111 ', '(1', '+1 ', '1-', 'http://', 'http://a', 'www.', '//a', 'a-', '1:'],
  ].map((part) => part.repeat(Math.ceil(length / part.length)));
}
