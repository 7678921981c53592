// The patterns of the tokenizer, by the conventions of the Penn Treebank, CoNLL-2003 and GloVe.
import { beforeNumbers, closing, endsOfNames, introducing, titles } from './abbreviations.js';
import type { CharacterClasses } from './character-classes.js';

// No group captures: wink splits text by these patterns, and `split` returns captures.
const apostrophe = "['’]";

const abbreviations = [
  ...[...titles, ...endsOfNames].flatMap((word) => [word, word.toUpperCase()]),
  ...beforeNumbers,
  ...introducing,
  ...closing,
].join('|');

const topLevelDomain = 'com|org|net|edu|gov|mil|info|biz|int|co\\.uk|de|fr|io|tv';

/** What begins and ends a word. */
function bordersOf({ letter, number, mark }: CharacterClasses) {
  const wordCharacter = `[${letter}${number}${mark}]`;
  return { wordCharacter, wordStart: `(?<!${wordCharacter})`, wordEnd: `(?!${wordCharacter})` };
}

/** Words and numbers with the marks that belong to them. The alternatives are tried in order. */
export function createTermPattern(classes: CharacterClasses): RegExp {
  const { letter: L, upperCase: Lu, number: N, format: Cf } = classes;
  const { wordCharacter, wordStart, wordEnd } = bordersOf(classes);

  // "'s", "'ll": they end a word and are tokens of their own, like "n't".
  const clitic = `${apostrophe}(?:[sS]|[mM]|[dD]|[rR][eE]|[vV][eE]|[lL][lL])${wordEnd}`;
  const negation = `[nN]${apostrophe}[tT]${wordEnd}`;

  // "Mr.", "U.S.", "a.m.", "U.S" and the initial of a name.
  const dotted = `[${L}](?:\\.[${L}])+${wordEnd}\\.?`;
  const degree = `Ph\\.D\\.?${wordEnd}`;
  const initial = `[${Lu}]\\.(?!\\.)`;
  const shortened = `${wordStart}(?:${dotted}|${degree}|(?:${abbreviations})\\.(?!\\.)|${initial})`;

  // Marks inside a token: "Jean-Claude", "O'Neill", "snake_case", "AT&T", "12:30", "1,000.50", "5/8".
  const joiner = [
    '[-_]',
    `(?!${clitic})${apostrophe}(?=[${L}])`,
    `(?<=[${Lu}])&(?=[${Lu}])`,
    `(?<=[${N}])[.,:/](?=[${N}])`,
    `[${Cf}]+`,
  ].join('|');
  const run = `(?:(?!${negation})${wordCharacter})+`;
  const unit = `(?:${shortened}|${run})`;
  // The last hyphen may be suspended: "pre- and post-war".
  const word = `(?:${wordStart}[+.](?=[${N}]))?${unit}(?:(?:${joiner})${unit})*(?:-(?=$|,))?`;

  const domain = `${wordStart}[${L}${N}]+(?:[-.][${L}${N}]+)*\\.(?:${topLevelDomain})${wordEnd}`;
  const elision = `${wordStart}${apostrophe}(?:em|til|tis|twas|[0-9]0s|[0-9]{2})${wordEnd}`;
  const dollars = `${wordStart}[${Lu}]{1,3}\\$`;
  const entity = '&(?:amp|lt|gt|quot|apos|nbsp|#[0-9]+);';
  const repeated = "\\.{2,}|-{2,}|''|``";
  return new RegExp(
    [entity, elision, clitic, negation, dollars, repeated, domain, word].join('|'),
    'gu',
  );
}

/** A mark beyond ASCII with its combining marks: such marks are tokens one by one. */
export const createWideMarkPattern = () => /(?!\p{ASCII})[\p{P}\p{S}]\p{M}*/gu;

/** Patterns of what is found before words. */
export function createSpecialPatterns(classes: CharacterClasses) {
  const { letter: L, number: N } = classes;
  const { wordCharacter, wordStart, wordEnd } = bordersOf(classes);
  return {
    /** An emoticon that touches no word: "Note:Sam" has none. */
    emoticon: new RegExp(`${wordStart}(?:[:;=]['’]?-?(?:[()]+|[DPpOo/|*])|<\\/?3)${wordEnd}`, 'gu'),
    /** "#topic" in any script, but neither "C#" nor "#1". */
    hashtag: new RegExp(`${wordStart}#(?=[${N}_]*[${L}])(?:${wordCharacter}|_)+`, 'gu'),
    /** "@user" in any script, but not "a@b". */
    mention: new RegExp(`${wordStart}@(?:${wordCharacter}|_)+`, 'gu'),
    /** An address, without the punctuation of the sentence around it. */
    address: /(?:(?:https?|ftp):\/\/|www\.)[^\s<>"“”]+(?<![.,;:!?'’)\]])/giu,
  };
}

/** Matches every piece of ASCII that may hold an address, mention, hashtag or emoticon. */
const asciiSpecial = /[@#:;=<]|www\./i;

/** Whether a piece may hold an address, mention, hashtag, emoticon or emoji. */
export function mayHoldSpecial(piece: string, isAscii: boolean): boolean {
  return isAscii
    ? asciiSpecial.test(piece)
    : /[@#:;=<]|\u20e3|www\.|\p{Extended_Pictographic}|\p{Regional_Indicator}/iu.test(piece);
}
