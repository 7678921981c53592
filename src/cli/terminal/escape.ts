// Control characters made harmless, so that a file cannot send escape sequences to the terminal.
//
// What is printed for people, such as messages and tables, never has any. What is printed for
// programs is exact in a file or pipe, and loses them on a terminal.

const REPLACEMENT = '\ufffd';

/** Replaces each character that is not printable but the joiners, which some scripts need. */
export function escapeControls(text: string): string {
  return text.replace(/[^\P{C}\u200c\u200d]/gu, REPLACEMENT);
}

/** The same in a text of several lines, whose ends stay. */
export function escapeLines(text: string): string {
  return text.replace(/[^\P{C}\n\u200c\u200d]/gu, REPLACEMENT);
}

/**
 * A text of the user for a terminal: without control characters but tabs and line ends. Marks that
 * are invisible but belong to the text stay.
 */
export function escapeText(text: string): string {
  return text.replace(/[^\P{Cc}\t\n\r]|\r(?!\n)/gu, REPLACEMENT);
}
