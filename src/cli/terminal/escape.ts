// What a file says of itself, for a terminal: a file may hold anything, and a terminal should not be told to obey it.

export function printable(text: string): string {
  return text.replace(/\p{C}/gu, '\ufffd');
}
