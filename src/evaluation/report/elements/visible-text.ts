// Text of a corpus as a reader can see it: characters that are invisible or change the order of
// others are named.

// Controls, the soft hyphen, zero-width marks, marks and overrides of direction, separators of
// lines, noncharacters and halves of surrogate pairs. Joiners (U+200C and U+200D) stay: scripts and
// emoji need them.
const INVISIBLE =
  /[\p{Cc}\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\p{Noncharacter_Code_Point}\p{Cs}]/gu;

/** The text with each character that cannot be seen replaced by its code: ‹U+202E›. */
export function visibleText(text: string): string {
  return text.replaceAll(INVISIBLE, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `‹U+${code.toString(16).toUpperCase().padStart(4, '0')}›`;
  });
}
