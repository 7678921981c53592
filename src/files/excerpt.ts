// Excerpts of a user's text for error messages.

const SHOWN_CHARACTERS = 60;

/** The beginning of a text in quotation marks, with control characters escaped. */
export function excerpt(text: string): string {
  // A character takes at most two UTF-16 units. A pair that the slice parts is not shown.
  const characters = [...text.slice(0, 2 * SHOWN_CHARACTERS + 2)];
  if (characters.length <= SHOWN_CHARACTERS) return JSON.stringify(text);
  return JSON.stringify(`${characters.slice(0, SHOWN_CHARACTERS).join('')}…`);
}
