// Scripts that put no spaces between words: Chinese, Japanese, Thai, Lao, Khmer and Burmese.
import { lazily } from './lazily.js';

// Some Japanese marks of length and voice belong to no script, so they are listed.
const unspacedCharacter =
  '[\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}\\u30fc\\uff70\\uff9e\\uff9f]';

const unspaced = lazily(() => new RegExp(unspacedCharacter, 'u'));
const firstUnspaced = lazily(() => new RegExp(`^${unspacedCharacter}`, 'u'));
const lastUnspaced = lazily(() => new RegExp(`${unspacedCharacter}$`, 'u'));

export const hasUnspaced = (text: string) => unspaced().test(text);
export const beginsUnspaced = (text: string) => firstUnspaced().test(text);
export const endsUnspaced = (text: string) => lastUnspaced().test(text);

const attached = '[\\p{M}\\u200d]*';
const character = lazily(() => new RegExp(`.${attached}`, 'gsu'));
const ideograph = lazily(
  () => new RegExp(`${unspacedCharacter}${attached}|(?:(?!${unspacedCharacter}).)+`, 'gsu'),
);

/** Every character with the combining marks that follow it. */
export const splitCharacters = (text: string): readonly string[] => text.match(character()) ?? [];

/** Every character of these scripts, and what is between them as a whole. */
export const splitIdeographs = (text: string): readonly string[] => text.match(ideograph()) ?? [];
