// Hints about words that are not tags.
import { isTag } from './tags.js';

// Letters that look like the O of a tag.
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  '\u041e': 'Cyrillic O',
  '\u043e': 'Cyrillic o',
  '\u039f': 'Greek Omicron',
  '\u03bf': 'Greek omicron',
  '\uff2f': 'full-width O',
};
const NAMES: Readonly<Record<string, string>> = {
  '\u00a0': 'no-break space',
  '\u200b': 'zero-width space',
  '\u200c': 'zero-width non-joiner',
  '\u200d': 'zero-width joiner',
  '\u2060': 'word joiner',
  '\ufeff': 'byte order mark',
};
const ODD = /[^\p{ASCII}]|[\0-\x20\x7f]/gu;

/** A remark in parentheses with a space before it, or nothing. */
export function explainTag(word: string): string {
  const hint = hintFor(word);
  return hint === undefined ? '' : ` (${hint})`;
}

function hintFor(word: string): string | undefined {
  if (/^[o0_*.-]$/u.test(word)) return 'O stands for a token outside of entities';
  const plain = word.normalize('NFKC').replace(ODD, (character) => {
    return character in LOOK_ALIKES ? 'O' : '';
  });
  if (isTag(plain) || plain === 'o') {
    const odd = [...new Set(word.match(ODD) ?? [])].map(describe).join(', ');
    if (odd !== '') return `it has ${odd}`;
  }
  if (/^[BIESLUM]-?$/u.test(word)) return 'its type is missing';
  if (isTag(word[0]?.toUpperCase() + word.slice(1))) return 'its prefix is in lower case';
  if (/^.+-[BIESLUM]$/su.test(word)) return 'its prefix is at the end';
  if (isTag(word.replace(/^([BIESLUM])[_:. ]/u, '$1-'))) return 'a hyphen follows the prefix';
  return /^\p{Lu}[\p{Lu}\p{N}_]{2,}$/u.test(word) ? `${word} has no B- or I-` : undefined;
}

function describe(character: string): string {
  const code = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
  const name = LOOK_ALIKES[character] ?? NAMES[character];
  return name === undefined ? `U+${code}` : `U+${code}, a ${name}`;
}
