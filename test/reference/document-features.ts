// What a network reads of a document for each of its words, from the words as they are written.
//
//   before (E), after (E), topic (E), forms (6)
import { gatherRows } from './rows.js';

export interface DocumentReading {
  /** (rows, E) */
  readonly table: ArrayLike<number>;
  readonly E: number;
  /** The row of a word; 0 if it is unknown. */
  idOf(word: string): number;
}

/** By sentence, in the order of the documents, a row of 3E + 6 numbers for each word. */
export function documentFeatures(
  documents: readonly (readonly (readonly string[])[])[],
  reading: DocumentReading,
): number[][][] {
  return documents.flatMap((sentences) =>
    sentences.map((tokens) => tokens.map((word) => featuresOf(word, sentences, reading))),
  );
}

function featuresOf(
  word: string,
  sentences: readonly (readonly string[])[],
  reading: DocumentReading,
): number[] {
  const { E, idOf } = reading;
  const nothing = new Array<number>(E).fill(0);
  const noForms = [0, 0, 0, 0, 0, 0];
  if (sentences.length === 1 || !/\p{Lu}/u.test(word) || /\p{N}/u.test(word)) {
    return [...nothing, ...nothing, ...nothing, ...noForms];
  }
  const known = (words: readonly (string | undefined)[]) =>
    words.flatMap((word) => (word !== undefined && idOf(word) > 0 ? [idOf(word)] : []));
  const topical = known(sentences.flat().filter((word) => word.length > 3 && /\p{L}/u.test(word)));
  const topic = meanOf(topical.slice(0, 256), reading);
  const places = sentences.flatMap((tokens) =>
    tokens.flatMap((token, index) => {
      const isSame = token.toLowerCase() === word.toLowerCase();
      return isSame ? [{ token, index, before: tokens[index - 1], after: tokens[index + 1] }] : [];
    }),
  );
  if (places.length === 1) return [...nothing, ...nothing, ...topic, ...noForms];
  const [before, after] = (['before', 'after'] as const).map((side) =>
    meanOf(known(places.map((place) => place[side])).slice(0, 32), reading),
  );
  return [...before, ...after, ...topic, ...formsOf(places)];
}

/** The mean of rows, scaled to a spread of 0.35; zeros if there are none. */
function meanOf(ids: readonly number[], { table, E }: DocumentReading): number[] {
  const mean = new Array<number>(E).fill(0);
  const rows = gatherRows(table, ids, E);
  rows.forEach((value, place) => {
    mean[place % E] += value / ids.length;
  });
  const spread = Math.sqrt(mean.reduce((sum, value) => sum + value ** 2, 0) / E);
  return spread === 0 ? mean : mean.map((value) => (0.35 * value) / spread);
}

function formsOf(places: readonly { readonly token: string; readonly index: number }[]): number[] {
  const share = (fits: (token: string, index: number) => boolean) =>
    places.filter(({ token, index }) => fits(token, index)).length / places.length;
  const count = (token: string, kind: RegExp) => [...token].filter((c) => kind.test(c)).length;
  const capitals = (token: string) => count(token, /\p{Lu}/u);
  const isUpper = (token: string) => capitals(token) > 0 && count(token, /\p{Ll}/u) === 0;
  const startsUpper = (token: string) => /^\P{L}*\p{Lu}/u.test(token) && capitals(token) === 1;
  const isLong = (token: string) => count(token, /\p{L}/u) > 1;
  return [
    share((token) => capitals(token) === 0 && count(token, /\p{Ll}/u) > 0),
    share((token) => isUpper(token) && isLong(token)),
    share((token, index) => index > 0 && startsUpper(token) && isLong(token)),
    share((_, index) => index === 0),
    1 - 1 / places.length,
    1,
  ];
}
