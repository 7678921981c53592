// Paragraphs of a text that have nothing to do with held-out sentences, nor do those around them.

// How many paragraphs before and after one with a held-out sentence are left out.
const REACH = 5;
// Shorter sentences are common to many texts.
const MIN_LENGTH = 40;

/** The paragraphs that are more than five away from one that has a sentence of `heldOut`. */
export function paragraphsApart(
  paragraphs: readonly string[],
  heldOut: readonly string[],
): string[] {
  const sentences = heldOut.filter(({ length }) => length >= MIN_LENGTH);
  const isNear = new Uint8Array(paragraphs.length);
  for (const [index, paragraph] of paragraphs.entries()) {
    if (sentences.some((sentence) => paragraph.includes(sentence))) {
      isNear.fill(1, Math.max(0, index - REACH), index + REACH + 1);
    }
  }
  return paragraphs.filter((_, index) => isNear[index] === 0);
}
