// The spelling of words to vectors: a convolution over their letters, of which the largest answer of each filter remains
// (Santos & Zadrozny 2014; Ma & Hovy 2016).
//
//   y[f] = max over the letters p of  W[f] · [e(p-1), e(p), e(p+1)] + b[f]
//
// Each distinct word of a batch is computed once. Words stand one after the other in one row of letters, an edge between
// them, so that a long word costs its own length and makes no other word longer.
import {
  allocateMatrix,
  type Engine,
  type Matrix,
  multiply,
  packTransposed,
} from '../tensors/matrix.js';
import { type Parameter, valueMatrix, zeros } from '../tensors/parameters.js';

/** Rows of the letters of a word, at least one; one and the same list for one word. */
export type Spelling = readonly number[];

/** Letters a filter sees. */
export const WINDOW = 3;

export interface CharacterParameters {
  /** (letters + 1, D): the last row stands for the edge of a word. */
  readonly embedding: Parameter;
  /** (F, WINDOW · D) */
  readonly weight: Parameter;
  /** (F) */
  readonly bias: Parameter;
}

export interface CharactersForward {
  /** Adds the gradient of the output (R, F) to the parameters'. */
  backward(dOutput: Matrix): void;
}

/** Writes a vector for the spelling of each token to `output` (R, F). */
export function charactersForward(
  engine: Engine,
  parameters: CharacterParameters,
  spellings: readonly Spelling[],
  output: Matrix,
): CharactersForward {
  const { kernels, memory } = engine;
  const { embedding, weight, bias } = parameters;
  const [letterCount, D] = embedding.shape;
  const [F, K] = weight.shape;
  const layout = layOutLetters(engine, spellings, letterCount - 1);
  const { letters, words } = layout;

  const x = allocateMatrix(engine, letters.count, D);
  kernels.gatherRows(letters.count, D, embedding.value, letters.ids, x.address, D);
  // The windows overlap: rows of K floats, D apart. Those centred on an edge are computed and never looked at.
  const windows = { address: x.address, rows: letters.count - WINDOW + 1, columns: K, stride: D };
  const answers = allocateMatrix(engine, windows.rows, F);
  multiply(engine, windows, packTransposed(engine, valueMatrix(weight)), answers, bias.value);
  const largest = memory.allocate(words.count * F * 4);
  const best = memory.allocate(words.count * F * 4);
  const { first, counts } = words;
  kernels.maximumOfRows(words.count, F, answers.address, first, counts, largest, best);
  const { address, stride } = output;
  kernels.gatherRows(spellings.length, F, largest, layout.wordOfToken, address, stride);

  return {
    backward: (dOutput) => {
      const dLargest = zeros(engine, words.count * F);
      const { address, rows, stride } = dOutput;
      kernels.scatterAddRows(rows, F, address, stride, layout.wordOfToken, dLargest);
      const dX = zeros(engine, letters.count * D);
      kernels.convolutionBackward(
        words.count,
        F,
        K,
        D,
        dLargest,
        best,
        x.address,
        weight.value,
        weight.gradient,
        bias.gradient,
        dX,
      );
      kernels.scatterAddRows(letters.count, D, dX, D, letters.ids, embedding.gradient);
    },
  };
}

interface Letters {
  /** Edge, letters of the first word, edge, letters of the second, ..., edge. */
  readonly letters: { readonly count: number /** Address of int32. */; readonly ids: number };
  /** The distinct words; where the windows of each begin and how many they are, int32. */
  readonly words: { readonly count: number; readonly first: number; readonly counts: number };
  /** Address of (R) int32. */
  readonly wordOfToken: number;
}

function layOutLetters(engine: Engine, spellings: readonly Spelling[], edge: number): Letters {
  const { memory } = engine;
  const places = new Map<Spelling, number>();
  const ids = [edge];
  const first: number[] = [];
  const counts: number[] = [];
  const wordOfToken = spellings.map((spelling) => {
    const known = places.get(spelling);
    if (known !== undefined) return known;
    const place = places.size;
    places.set(spelling, place);
    // The window whose centre is the first letter begins at the edge before it.
    first.push(ids.length - 1);
    counts.push(spelling.length);
    for (const letter of spelling) ids.push(letter);
    ids.push(edge);
    return place;
  });
  const store = (values: readonly number[]) => {
    const address = memory.allocate(values.length * 4);
    memory.integers(address, values.length).set(values);
    return address;
  };
  return {
    letters: { count: ids.length, ids: store(ids) },
    words: { count: places.size, first: store(first), counts: store(counts) },
    wordOfToken: store(wordOfToken),
  };
}
