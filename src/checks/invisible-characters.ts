// Characters without a width, which no annotator sees.
import { endsSentence } from '../corpora/columns.js';
import { isTag } from '../corpora/tags.js';

// Soft hyphen, zero-width space, word joiner, byte order mark, marks of direction and the like.
const ALWAYS = '[\\u00ad\\u061c\\u180e\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff]';

// The zero-width joiner and non-joiner belong to emoji, and to the spelling of Persian, Hindi and others.
const ALPHABET = '[\\p{Script=Latin}\\p{Script=Greek}\\p{Script=Cyrillic}]';
const JOINED = `(?:(?!${ALPHABET})[\\p{L}\\p{M}]|[\\p{Extended_Pictographic}\\p{Emoji_Modifier}])`;
const STRAY_JOINER = `(?<!${JOINED})[\\u200c\\u200d](?!${JOINED})`;

const invisible = new RegExp(`${ALWAYS}|${STRAY_JOINER}`, 'gu');

export function invisibleIn(text: string): readonly string[] {
  return text.match(invisible) ?? [];
}

/** The token without them, or as it is if it would end a sentence, begin a comment or be no token. */
export function repairToken(token: string): string {
  const repaired = withoutInvisible(token);
  if (repaired.startsWith('#') && !token.startsWith('#')) return token;
  return endsSentence(repaired === '' ? [] : [repaired]) ? token : repaired;
}

/** The tag without them, or as it is if it would be no tag. */
export function repairTag(tag: string): string {
  const repaired = withoutInvisible(tag);
  return isTag(repaired) ? repaired : tag;
}

const withoutInvisible = (text: string) => text.replace(invisible, '');
