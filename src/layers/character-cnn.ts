// The spelling of words to vectors: convolutions over their letters, of which the largest answer of each filter remains
// (Santos & Zadrozny 2014; Ma & Hovy 2016; several widths beside each other, Kim et al. 2016).
//
//   y[f] = max over the places p of  W[f] · [e(p), ..., e(p + width - 1)] + b[f]
//
// A window may begin or end half its width beyond the word: that is where prefixes and suffixes are told from the rest. All
// words stand one after the other in one row of letters, edges between them, so that a long word costs its own length and
// makes no other word longer.
import {
  affine,
  allocateMatrix,
  columnsOf,
  type Engine,
  type Matrix,
  packTransposed,
} from '../tensors/matrix.js';
import { type Parameter, valueMatrix, zeros } from '../tensors/parameters.js';
import { distinctSpellings, type Spelling, type SpellingForward } from './spelling.js';

/** The filters of one width. */
export interface Convolution {
  /** Letters a filter sees. */
  readonly width: number;
  /** (F, width · D) */
  readonly weight: Parameter;
  /** (F) */
  readonly bias: Parameter;
}

export interface CharacterCnnParameters {
  /** (letters + 1, D): the last row stands for the edge of a word. */
  readonly embedding: Parameter;
  /** One after the other, as their answers stand in the output. */
  readonly convolutions: readonly Convolution[];
}

/** Writes a vector for the spelling of each token to `output` (R, the filters of all widths). */
export function characterCnnForward(
  engine: Engine,
  { embedding, convolutions }: CharacterCnnParameters,
  spellings: readonly Spelling[],
  output: Matrix,
): SpellingForward {
  const { kernels } = engine;
  const [letterCount, D] = embedding.shape;
  const margin = Math.max(...convolutions.map(({ width }) => marginOf(width)));
  const letters = layOutLetters(engine, spellings, letterCount - 1, margin);

  const x = allocateMatrix(engine, letters.count, D);
  kernels.gatherRows(letters.count, D, embedding.value, letters.ids, x.address, D);
  let column = 0;
  const passes = convolutions.map((convolution) => {
    const F = convolution.weight.shape[0];
    const first = column;
    column += F;
    const pass = convolve(engine, convolution, letters, x, columnsOf(output, first, F));
    return (dOutput: Matrix, dX: number) => pass(columnsOf(dOutput, first, F), dX);
  });

  return {
    backward: (dOutput) => {
      const dX = zeros(engine, letters.count * D);
      for (const back of passes) back(dOutput, dX);
      kernels.scatterAddRows(letters.count, D, dX, D, letters.ids, embedding.gradient);
    },
  };
}

/** Edges on either side of a word that the windows of a width reach to. */
const marginOf = (width: number) => width >> 1;

/** Returns the way back, which adds to the parameters' gradients and to that of x. */
function convolve(
  engine: Engine,
  { width, weight, bias }: Convolution,
  letters: Letters,
  x: Matrix,
  output: Matrix,
): (dOutput: Matrix, dX: number) => void {
  const { kernels, memory } = engine;
  const [F, K] = weight.shape;
  const { tokenCount, wordOfToken, words } = letters;
  const wordCount = words.length;
  const margin = marginOf(width);
  const first = engine.memory.storeIntegers(words.map(({ first }) => first - margin));
  const counts = engine.memory.storeIntegers(
    words.map(({ count }) => count + 2 * margin - width + 1),
  );

  const largest = memory.allocate(wordCount * F * 4);
  const best = memory.allocate(wordCount * F * 4);
  // The windows overlap: rows of K floats, D apart. Those that reach into two words are computed and never looked at.
  const windows = { ...x, rows: x.rows - width + 1, columns: K };
  const mark = memory.mark();
  const answers = allocateMatrix(engine, windows.rows, F);
  affine(
    engine,
    windows,
    { B: packTransposed(engine, valueMatrix(weight)), b: bias.value },
    answers,
  );
  kernels.maximumOfRows(wordCount, F, answers.address, first, counts, largest, best);
  // The way back needs no answer but the largest.
  memory.release(mark);
  kernels.gatherRows(tokenCount, F, largest, wordOfToken, output.address, output.stride);

  return (dOutput, dX) => {
    const dLargest = zeros(engine, wordCount * F);
    const { address, stride } = dOutput;
    kernels.scatterAddRows(tokenCount, F, address, stride, wordOfToken, dLargest);
    kernels.convolutionBackward(
      wordCount,
      F,
      K,
      x.columns,
      dLargest,
      best,
      x.address,
      weight.value,
      weight.gradient,
      bias.gradient,
      dX,
    );
  };
}

interface Letters {
  /** Edges, letters of the first word, edges, letters of the second, ..., edges. */
  readonly count: number;
  /** Address of (count) int32. */
  readonly ids: number;
  /** The distinct words: where the letters of each begin, and how many they are. */
  readonly words: readonly { readonly first: number; readonly count: number }[];
  readonly tokenCount: number;
  /** Address of (tokenCount) int32. */
  readonly wordOfToken: number;
}

function layOutLetters(
  engine: Engine,
  spellings: readonly Spelling[],
  edge: number,
  margin: number,
): Letters {
  const { words, wordOfToken } = distinctSpellings(spellings);
  const count = words.reduce((sum, { length }) => sum + length + margin, margin);
  const ids = new Int32Array(count).fill(edge);
  let end = 0;
  const places = words.map((spelling) => {
    const first = end + margin;
    ids.set(spelling, first);
    end = first + spelling.length;
    return { first, count: spelling.length };
  });
  return {
    count,
    ids: engine.memory.storeIntegers(ids),
    words: places,
    tokenCount: spellings.length,
    wordOfToken: engine.memory.storeIntegers(wordOfToken),
  };
}
