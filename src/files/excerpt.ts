// What an error shows of the text it complains about.

const shownCharacterCount = 60;

/** The beginning of a line in quotation marks, its tabs, line breaks and escape sequences spelled out. */
export function excerpt(text: string): string {
  // A character takes at most two units, so that the cut parts no pair.
  const characters = [...text.slice(0, 2 * shownCharacterCount + 2)];
  if (characters.length <= shownCharacterCount) return JSON.stringify(text);
  return JSON.stringify(`${characters.slice(0, shownCharacterCount).join('')}…`);
}
