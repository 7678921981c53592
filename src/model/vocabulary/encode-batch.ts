// Sentences to one batch: sorted by falling length, their tokens laid out step by step, each distinct word encoded once.
import { layOutSteps, type Steps } from '../../layers/layer.js';
import type { Engine } from '../../tensors/matrix.js';
import type { EncodedWords } from './encode-words.js';
import { unknownWord } from './lexicon.js';

export interface Batch {
  readonly steps: Steps;
  /** (B) places in the list the batch was made from. */
  readonly order: readonly number[];
  /** (D) each distinct word once: those whose vectors learn, then the others, in the order of their first rows. */
  readonly words: EncodedWords;
  /** How many learn. */
  readonly learningCount: number;
  /** Address of (R) int32: which of them each token is. */
  readonly wordOfToken: number;
}

/**
 * There is at least one sentence, and every sentence holds at least one word.
 *
 * @param learns whether the vector of a word id does; all do if absent
 */
export function encodeBatch(
  engine: Engine,
  sentences: readonly EncodedWords[],
  learns: (wordId: number) => boolean = () => true,
): Batch {
  const wordIds = sentences.map((sentence) => sentence.wordIds);
  const spellings = sentences.map((sentence) => sentence.spellings);
  const shapes = sentences.map((sentence) => sentence.shapes);
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
    },
    learns,
  );
  return { steps, order, ...distinct, wordOfToken: storeRows(engine, wordOfToken) };
}

/** Words are told apart by what the network reads of them: the same letters and shape, and the same row or the unknown one. */
function distinctWords(
  { wordIds, spellings, shapes }: EncodedWords,
  learns: (wordId: number) => boolean,
) {
  const first: number[] = [];
  const places = { known: new Map<unknown, number>(), unknown: new Map<unknown, number>() };
  const isAlike = (one: number, other: number) =>
    wordIds[one] === wordIds[other] && shapes[one] === shapes[other];
  const wordOfToken = wordIds.map((id, token) => {
    const key = spellings[token] ?? `${id} ${shapes[token]}`;
    const known = places[id === unknownWord ? 'unknown' : 'known'];
    const seen = known.get(key);
    if (seen !== undefined && isAlike(first[seen], token)) return seen;
    const place = first.length;
    if (seen === undefined) known.set(key, place);
    first.push(token);
    return place;
  });
  const learning: number[] = [];
  const others: number[] = [];
  first.forEach((token, place) => {
    (learns(wordIds[token]) ? learning : others).push(place);
  });
  const order = [...learning, ...others];
  const placeOf = new Int32Array(order.length);
  order.forEach((place, index) => {
    placeOf[place] = index;
  });
  const ofWords = <Value>(values: readonly Value[]) =>
    values.length > 0 ? order.map((place) => values[first[place]]) : [];
  const words = {
    wordIds: ofWords(wordIds),
    spellings: ofWords(spellings),
    shapes: ofWords(shapes),
  };
  return {
    words,
    learningCount: learning.length,
    wordOfToken: wordOfToken.map((place) => placeOf[place]),
  };
}

/** One value a token, in the order of the rows. */
export function rowsOf<Value>(
  steps: Steps,
  order: readonly number[],
  sentences: readonly (readonly Value[])[],
): Value[] {
  return steps.liveRows.flatMap((live, t) =>
    Array.from({ length: live }, (_, b) => sentences[order[b]][t]),
  );
}

/** The same as int32 in the linear memory. */
export function storeRows(engine: Engine, rows: readonly number[]): number {
  return engine.memory.storeIntegers(rows);
}
