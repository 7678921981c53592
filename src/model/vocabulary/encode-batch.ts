// Sentences as one batch: sorted by falling length, tokens laid out step by step, each distinct
// word encoded once.
import { layOutSteps, type Steps } from '../../layers/layer.js';
import type { Engine } from '../../tensors/matrix.js';
import type { EncodedWords } from './encode-words.js';
import { UNKNOWN_WORD } from './lexicon.js';

export interface Batch {
  readonly steps: Steps;
  /** (B) indices of the sentences in the list that the batch was made from. */
  readonly order: readonly number[];
  /**
   * (V) distinct words: those whose vectors are trained, then the others, in the order of their
   * first rows.
   */
  readonly words: EncodedWords;
  /** The number of words whose vectors are trained. */
  readonly learningCount: number;
  /** Address of (R) int32: the index of each token's word. */
  readonly wordOfToken: number;
}

/**
 * @param sentences at least one, each of at least one word
 * @param learns whether the vector of a word id is trained; all are, if absent
 */
export function encodeBatch(
  engine: Engine,
  sentences: readonly EncodedWords[],
  learns: (wordId: number) => boolean = () => true,
): Batch {
  const wordIds = sentences.map((sentence) => sentence.wordIds);
  const spellings = sentences.map((sentence) => sentence.spellings);
  const shapes = sentences.map((sentence) => sentence.shapes);
  const hasContexts = sentences.some(({ contexts }) => contexts);
  const contexts = sentences.map((sentence) => sentence.contexts ?? []);
  const subwords = sentences[0].subwords && sentences.map((sentence) => sentence.subwords ?? []);
  // Sorting is stable, so sentences of one length keep their order.
  const order = sentences
    .map((_, index) => index)
    .sort((a, b) => wordIds[b].length - wordIds[a].length);
  const steps = layOutSteps(
    engine,
    order.map((index) => wordIds[index].length),
  );
  const { wordOfToken, ...distinct } = distinctWords(
    {
      wordIds: rowsOf(steps, order, wordIds),
      spellings: spellings[0].length > 0 ? rowsOf(steps, order, spellings) : [],
      shapes: shapes[0].length > 0 ? rowsOf(steps, order, shapes) : [],
      ...(hasContexts && { contexts: rowsOf(steps, order, contexts) }),
      subwords: subwords && rowsOf(steps, order, subwords),
    },
    learns,
  );
  return { steps, order, ...distinct, wordOfToken: storeRows(engine, wordOfToken) };
}

/** One value for each token, in the order of the rows. */
export function rowsOf<Value>(
  steps: Steps,
  order: readonly number[],
  sentences: readonly (readonly Value[])[],
): Value[] {
  return steps.liveRows.flatMap((live, t) =>
    Array.from({ length: live }, (_, b) => sentences[order[b]][t]),
  );
}

/** The address of these values as int32. */
export function storeRows({ memory }: Engine, rows: readonly number[]): number {
  return memory.storeIntegers(rows);
}

/**
 * The distinct words, those that are trained first, and the index of each token's word among them.
 */
function distinctWords(tokens: EncodedWords, learns: (wordId: number) => boolean) {
  const { first, placeOfToken } = findDistinct(tokens);
  const learning: number[] = [];
  const others: number[] = [];
  first.forEach((token, place) => {
    // Subwords of a word that is not trained still are.
    const isLearning = tokens.subwords !== undefined || learns(tokens.wordIds[token]);
    (isLearning ? learning : others).push(place);
  });
  const order = [...learning, ...others];
  const indexOfPlace = new Int32Array(order.length);
  order.forEach((place, index) => {
    indexOfPlace[place] = index;
  });
  const ofWords = <Value>(values: readonly Value[]) =>
    values.length > 0 ? order.map((place) => values[first[place]]) : [];
  return {
    words: {
      wordIds: ofWords(tokens.wordIds),
      spellings: ofWords(tokens.spellings),
      shapes: ofWords(tokens.shapes),
      ...(tokens.contexts && { contexts: ofWords(tokens.contexts) }),
      ...(tokens.subwords && { subwords: ofWords(tokens.subwords) }),
    },
    learningCount: learning.length,
    wordOfToken: placeOfToken.map((place) => indexOfPlace[place]),
  };
}

/**
 * The first token of each distinct word, and the place of each token's word among these. Tokens are
 * the same word if the network reads the same of them: spelling, subwords, shape, row of the table,
 * which word dropout may have made the unknown one, and what their document says.
 */
function findDistinct(tokens: EncodedWords) {
  const { wordIds, subwords = [], spellings, shapes, contexts = [] } = tokens;
  const first: number[] = [];
  const places = { known: new Map<unknown, number>(), unknown: new Map<unknown, number>() };
  const isAlike = (one: number, other: number) =>
    wordIds[one] === wordIds[other] &&
    shapes[one] === shapes[other] &&
    spellings[one] === spellings[other] &&
    subwords[one] === subwords[other];
  const placeOfToken = wordIds.map((id, token) => {
    const key = contexts[token] ?? spellings[token] ?? subwords[token] ?? `${id} ${shapes[token]}`;
    const known = places[id === UNKNOWN_WORD ? 'unknown' : 'known'];
    const seen = known.get(key);
    if (seen !== undefined && isAlike(first[seen], token)) return seen;
    const place = first.length;
    if (seen === undefined) known.set(key, place);
    first.push(token);
    return place;
  });
  return { first, placeOfToken };
}
