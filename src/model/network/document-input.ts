// What the network reads of a document for a word: the mean vectors of the words before and after its
// occurrences, the mean vector of the document, and how the word is written:
//
//   before (E), after (E), topic (E), forms (6)
//
// The means are scaled to one length, whatever they are means of. Their vectors are those that the
// network has for words, as they are now; no gradient goes back to them.
import { type EmbeddingTable, embeddingForward } from '../../layers/embedding.js';
import { allocateMatrix, type Engine, type Matrix } from '../../tensors/matrix.js';
import { sumsAt } from '../../tensors/rows.js';
import type { Topic, WordContext, WordForms } from '../vocabulary/word-context.js';
import { DOCUMENT_MEANS } from './config.js';

// About the spread of the numbers of GloVe.
const SPREAD = 0.35;

/**
 * Writes the features of each word to `output` (V, documentWidth); zeros for a word that no document
 * says anything about.
 */
export function documentForward(
  engine: Engine,
  table: EmbeddingTable,
  contexts: readonly (WordContext | undefined)[],
  output: Matrix,
): void {
  const { ids, ofRow } = listMeans(contexts);
  const means = meansOf(engine, table, ids);
  const { columns, stride } = output;
  const E = table.width;
  const values = engine.memory.floats(output.address, (output.rows - 1) * stride + columns);
  contexts.forEach((context, row) => {
    const start = row * stride;
    values.fill(0, start, start + columns);
    ofRow[row].forEach((list, place) => {
      if (list < 0) return;
      values.set(means.subarray(list * E, (list + 1) * E), start + place * E);
    });
    if (context?.forms) values.set(formNumbers(context.forms), start + DOCUMENT_MEANS * E);
  });
}

/** The lists of word ids whose means are needed, and for each word the indices of its lists. */
function listMeans(contexts: readonly (WordContext | undefined)[]) {
  const ids: (readonly number[])[] = [];
  const places = new Map<WordContext, readonly number[]>();
  const topics = new Map<Topic, number>();
  const add = (list: readonly number[]) => (list.length === 0 ? -1 : ids.push(list) - 1);
  const placesOf = (context: WordContext) => {
    const { before, after, topic } = context;
    const shared = topics.get(topic) ?? add(topic.wordIds);
    topics.set(topic, shared);
    const found = [add(before), add(after), shared];
    places.set(context, found);
    return found;
  };
  const ofRow = contexts.map((context) =>
    context === undefined ? [] : (places.get(context) ?? placesOf(context)),
  );
  return { ids, ofRow };
}

// Vectors that are added up at a time, so that a long batch needs little memory.
const IDS_AT_ONCE = 4096;

/** (lists, E): the mean vector of each list, scaled. */
function meansOf(
  engine: Engine,
  table: EmbeddingTable,
  lists: readonly (readonly number[])[],
): Float32Array {
  const means = new Float32Array(lists.length * table.width);
  let first = 0;
  let count = 0;
  lists.forEach(({ length }, index) => {
    count += length;
    const isLast = index + 1 === lists.length;
    if (!isLast && count + lists[index + 1].length <= IDS_AT_ONCE) return;
    const some = lists.slice(first, index + 1);
    means.set(sumsOf(engine, table, some), first * table.width);
    first = index + 1;
    count = 0;
  });
  scaleRows(means, table.width);
  return means;
}

/** (lists, E): the sum of the vectors of each list. */
function sumsOf(
  engine: Engine,
  table: EmbeddingTable,
  lists: readonly (readonly number[])[],
): Float32Array {
  const { memory } = engine;
  const mark = memory.mark();
  const ids: number[] = [];
  const slots: number[] = [];
  lists.forEach((list, index) => {
    for (const id of list) {
      ids.push(id);
      slots.push(index);
    }
  });
  const vectors = allocateMatrix(engine, ids.length, table.width);
  embeddingForward(engine, table, { ids }, vectors);
  const sums = sumsAt(engine, vectors, memory.storeIntegers(slots), lists.length);
  const values = memory.floats(sums.address, lists.length * table.width).slice();
  memory.release(mark);
  return values;
}

/** Gives every row the same length, but leaves zeros. */
function scaleRows(rows: Float32Array, width: number): void {
  const length = SPREAD * Math.sqrt(width);
  for (let first = 0; first < rows.length; first += width) {
    let squares = 0;
    for (let i = first; i < first + width; i++) squares += rows[i] * rows[i];
    const factor = squares > 0 ? length / Math.sqrt(squares) : 0;
    for (let i = first; i < first + width; i++) rows[i] *= factor;
  }
}

function formNumbers({ total, lower, upper, capitalInside, first }: WordForms): readonly number[] {
  return [lower / total, upper / total, capitalInside / total, first / total, 1 - 1 / total, 1];
}
