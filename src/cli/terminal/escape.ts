// Replaces control characters, so that a file cannot send escape sequences to the terminal.

/** Replaces each character that is not printable by U+FFFD. */
export function escapeControls(text: string): string {
  return text.replace(/\p{C}/gu, '\ufffd');
}
