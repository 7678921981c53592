// Texts for reports: odd characters made visible, and only the beginning of long ones.

// The joiners belong to emoji and to the spelling of some languages.
const hidden = /[^\P{C}\u200c\u200d]|[\p{Zl}\p{Zp}]|[^\P{Zs} ]/gu;

/** A text with each control or invisible character or unusual space as its code: <U+200B>. */
export function visible(text: string): string {
  return text.replace(hidden, (character) => `<${codeOf(character)}>`);
}

/** As in "U+200B". */
export function codeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** The beginning of a text that is longer than this number of UTF-16 units. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  // Not in the middle of a surrogate pair.
  const end = /[\ud800-\udbff]/.test(text[length - 1]) ? length - 1 : length;
  return `${text.slice(0, end)}…`;
}
