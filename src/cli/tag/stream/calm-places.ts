// Places within a sentence where it can be split: if possible after a comma or the like, else
// between two words that do not begin with a capital. An entity is hardly there.

/** How many tokens or characters before the limit are searched. */
const SEARCHED_TOKENS = 256;
const SEARCHED_CHARACTERS = 4096;

const PAUSE = /^[,;:.!?…。、，；：！？।]+$/u;
const hasCapital = (word: string) => /^\P{L}*\p{Lu}/u.test(word);

/**
 * The index of the token before which the tokens are split: within the last of them, but not before
 * the first.
 *
 * @param tokens at least one
 */
export function calmestPlace(tokens: readonly string[]): number {
  const first = Math.max(1, tokens.length - SEARCHED_TOKENS);
  let calm = tokens.length;
  for (let place = tokens.length; place >= first; place--) {
    if (PAUSE.test(tokens[place - 1])) return place;
    if (place === tokens.length) continue;
    const isCalm = !hasCapital(tokens[place]) && !hasCapital(tokens[place - 1]);
    if (isCalm && calm === tokens.length) calm = place;
  }
  return calm;
}

/** The place at which a text is split: at most `limit`, and after `start`. */
export function calmPlace(text: string, start: number, limit: number): number {
  const from = Math.max(start, limit - SEARCHED_CHARACTERS);
  const searched = text.slice(from, limit);
  const words = [...searched.matchAll(/\S+\s+/g)];
  // The word before the first one and the one after the last may be cut off.
  const whole = words.slice(1);
  if (whole.length > 0) {
    const place = whole.findLast(({ 0: word }) => /[,;:.!?]\s+$/.test(word)) ?? calmest(whole);
    return from + place.index + place[0].length;
  }
  return endOfCharacter(text, limit);
}

/** The last word with no capital that is followed by another such word, or the last word. */
function calmest(words: readonly RegExpExecArray[]): RegExpExecArray {
  const last = words[words.length - 1];
  return (
    words.findLast(
      ({ 0: word }, index) =>
        index + 1 < words.length && !hasCapital(word) && !hasCapital(words[index + 1][0]),
    ) ?? last
  );
}

/** A place at most `limit` that is not within a character or before a mark that belongs to it. */
function endOfCharacter(text: string, limit: number): number {
  let place = limit;
  while (place > limit - 64 && /^[\p{M}\p{Cf}\udc00-\udfff]/u.test(text.slice(place, place + 2))) {
    place--;
  }
  return place;
}
