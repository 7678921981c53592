// The patterns of the tokenizer, by the conventions of the Penn Treebank, CoNLL-2003 and GloVe.
import { beforeNumbers, closing, endsOfNames, introducing, titles } from './abbreviations.js';

// No group captures: wink splits text by these patterns, and `split` returns captures.
const wordCharacter = String.raw`[\p{L}\p{N}\p{M}]`;
const wordStart = `(?<!${wordCharacter})`;
const wordEnd = `(?!${wordCharacter})`;
const apostrophe = "['’]";

// "'s", "'ll": they end a word and are tokens of their own, like "n't".
const clitic = `${apostrophe}(?:[sS]|[mM]|[dD]|[rR][eE]|[vV][eE]|[lL][lL])${wordEnd}`;
const negation = `[nN]${apostrophe}[tT]${wordEnd}`;

const abbreviations = [
  ...[...titles, ...endsOfNames].flatMap((word) => [word, word.toUpperCase()]),
  ...beforeNumbers,
  ...introducing,
  ...closing,
].join('|');

// "Mr.", "U.S.", "a.m.", "U.S" and the initial of a name.
const dotted = String.raw`\p{L}(?:\.\p{L})+${wordEnd}\.?`;
const degree = String.raw`Ph\.D\.?${wordEnd}`;
const initial = String.raw`\p{Lu}\.(?!\.)`;
const shortened = `${wordStart}(?:${dotted}|${degree}|(?:${abbreviations})\\.(?!\\.)|${initial})`;

// Marks inside a token: "Jean-Claude", "O'Neill", "snake_case", "AT&T", "12:30", "1,000.50", "5/8".
const joiner = [
  '[-_]',
  `(?!${clitic})${apostrophe}(?=\\p{L})`,
  String.raw`(?<=\p{Lu})&(?=\p{Lu})`,
  String.raw`(?<=\p{N})[.,:/](?=\p{N})`,
  String.raw`\p{Cf}+`,
].join('|');
const run = `(?:(?!${negation})${wordCharacter})+`;
const unit = `(?:${shortened}|${run})`;
// The last hyphen may be suspended: "pre- and post-war".
const word = `(?:${wordStart}[+.](?=\\p{N}))?${unit}(?:(?:${joiner})${unit})*(?:-(?=$|,))?`;

const topLevelDomain = 'com|org|net|edu|gov|mil|info|biz|int|co\\.uk|de|fr|io|tv';
const domain = `${wordStart}[\\p{L}\\p{N}]+(?:[-.][\\p{L}\\p{N}]+)*\\.(?:${topLevelDomain})${wordEnd}`;

const elision = `${wordStart}${apostrophe}(?:em|til|tis|twas|[0-9]0s|[0-9]{2})${wordEnd}`;
const dollars = String.raw`${wordStart}\p{Lu}{1,3}\$`;
const entity = '&(?:amp|lt|gt|quot|apos|nbsp|#[0-9]+);';
const repeated = String.raw`\.{2,}|-{2,}|''|${'``'}`;

/** Words and numbers with the marks that belong to them. The alternatives are tried in order. */
export const term = new RegExp(
  [entity, elision, clitic, negation, dollars, repeated, domain, word].join('|'),
  'gu',
);

/** A mark beyond ASCII with its combining marks: such marks are tokens one by one. */
export const wideMark = /(?!\p{ASCII})[\p{P}\p{S}]\p{M}*/gu;

/** An address, without the punctuation of the sentence around it. */
export const address = /(?:(?:https?|ftp):\/\/|www\.)[^\s<>"“”]+(?<![.,;:!?'’)\]])/giu;

/** "@user" in any script, but not "a@b". */
export const mention = new RegExp(`${wordStart}@(?:${wordCharacter}|_)+`, 'gu');

/** "#topic" in any script, but neither "C#" nor "#1". */
export const hashtag = new RegExp(`${wordStart}#(?=[\\p{N}_]*\\p{L})(?:${wordCharacter}|_)+`, 'gu');

/** An emoticon that touches no word: "Note:Sam" has none. */
export const emoticon = new RegExp(
  `${wordStart}(?:[:;=]['’]?-?(?:[()]+|[DPpOo/|*])|<\\/?3)${wordEnd}`,
  'gu',
);

/** Matches every piece that may hold an address, mention, hashtag, emoticon or emoji. */
export const mayHoldSpecial =
  /[@#:;=<]|\u20e3|www\.|\p{Extended_Pictographic}|\p{Regional_Indicator}/iu;
