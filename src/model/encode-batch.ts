// Sentences to one batch: sorted by falling length, their tokens laid out step by step, each distinct word encoded once.
import type { Spelling } from '../layers/characters.js';
import { layOutSteps, type Steps } from '../layers/layer.js';
import type { Engine } from '../tensors/matrix.js';
import type { EncodedWords } from './encode-words.js';
import { unknownWord } from './lexicon.js';

export interface Batch {
  readonly steps: Steps;
  /** (B) places in the list the batch was made from. */
  readonly order: readonly number[];
  /** (D) each distinct word once, in the order of its first row. */
  readonly words: EncodedWords;
  /** Address of (R) int32: which of them each token is. */
  readonly wordOfToken: number;
}

/** There is at least one sentence, and every sentence holds at least one word. */
export function encodeBatch(engine: Engine, sentences: readonly EncodedWords[]): Batch {
  const wordIds = sentences.map((sentence) => sentence.wordIds);
  const spellings = sentences.map((sentence) => sentence.spellings);
  // Sorting is stable, so sentences of one length keep their order.
  const order = sentences
    .map((_, index) => index)
    .sort((a, b) => wordIds[b].length - wordIds[a].length);
  const steps = layOutSteps(
    engine,
    order.map((index) => wordIds[index].length),
  );
  const { words, wordOfToken } = distinctWords({
    wordIds: rowsOf(steps, order, wordIds),
    spellings: spellings[0].length > 0 ? rowsOf(steps, order, spellings) : [],
  });
  return { steps, order, words, wordOfToken: storeRows(engine, wordOfToken) };
}

/** Words are told apart by what the network reads of them: the same list of letters, and the same row or the unknown one. */
function distinctWords({ wordIds, spellings }: EncodedWords) {
  const ids: number[] = [];
  const letters: Spelling[] = [];
  const places = { known: new Map<unknown, number>(), unknown: new Map<unknown, number>() };
  const wordOfToken = wordIds.map((id, token) => {
    const spelling = spellings[token];
    const key = spelling ?? id;
    const known = places[id === unknownWord ? 'unknown' : 'known'];
    const seen = known.get(key);
    if (seen !== undefined && ids[seen] === id) return seen;
    const place = ids.length;
    if (seen === undefined) known.set(key, place);
    ids.push(id);
    if (spelling) letters.push(spelling);
    return place;
  });
  return { words: { wordIds: ids, spellings: letters }, wordOfToken };
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
export function storeRows({ memory }: Engine, rows: readonly number[]): number {
  const address = memory.allocate(rows.length * 4);
  memory.integers(address, rows.length).set(rows);
  return address;
}
