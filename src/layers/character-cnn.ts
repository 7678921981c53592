// Character features by convolution: each filter slides over the characters of a word, and its
// largest answer remains (Santos & Zadrozny 2014; Ma & Hovy 2016; filters of several widths, Kim et
// al. 2016).
//
//   y[f] = max over the places p of  W[f] · [e(p), ..., e(p + width - 1)] + b[f]
//
// A window may begin or end half its width beyond the word, which tells prefixes and suffixes from
// the rest. All words stand one after the other in one line of characters, with edges between them,
// so that a long word costs its own length and makes no other word longer.
import {
  affine,
  allocateMatrix,
  columnsOf,
  type Engine,
  type Matrix,
  packTransposed,
  rowAddress,
  rowsOf,
  zeroMatrix,
} from '../tensors/matrix.js';
import { gradientMatrix, type Parameter, valueMatrix } from '../tensors/parameters.js';
import { gatherRows, rowsAt, scatterAddRows, sumsAt } from '../tensors/rows.js';
import { divide, type Work } from '../tensors/sharing.js';
import type { IdsForward } from './layer.js';
import { distinctSpellings, type Spelling } from './spelling.js';

export interface CharacterCnnParameters {
  /** (characters + 1, D): the last row stands for the edge of a word. */
  readonly embedding: Parameter;
  /** In the order of their answers in the output. */
  readonly convolutions: readonly Convolution[];
}

/** The filters of one width. */
export interface Convolution {
  /** Characters that a filter sees. */
  readonly width: number;
  /** (F, width · D) */
  readonly weight: Parameter;
  /** (F) */
  readonly bias: Parameter;
}

/** Writes a vector for the spelling of each token to `output` (R, the filters of all widths). */
export function characterCnnForward(
  engine: Engine,
  { embedding, convolutions }: CharacterCnnParameters,
  spellings: readonly Spelling[],
  output: Matrix,
): IdsForward {
  const [rowCount, D] = embedding.shape;
  const margin = Math.max(...convolutions.map(({ width }) => marginOf(width)));
  const line = layOutLine(engine, spellings, rowCount - 1, margin);
  const x = rowsAt(engine, valueMatrix(embedding), line.ids, line.count);
  let column = 0;
  const passes = convolutions.map((convolution) => {
    const F = convolution.weight.shape[0];
    const first = column;
    column += F;
    const part = (joined: Matrix) => columnsOf(joined, first, F);
    return { ...convolve(engine, convolution, { line, x }, part(output)), part };
  });

  return {
    backward: (dOutput) => {
      const gradients = passes.map(({ gradientsOf, part }) => gradientsOf(part(dOutput)));
      const toInput: Work = (engine) => {
        const dX = zeroMatrix(engine, line.count, D);
        for (const { addToInput } of gradients) addToInput(engine, dX);
        scatterAddRows(engine, dX, line.ids, gradientMatrix(embedding));
      };
      divide(engine, toInput, () => {
        for (const { addToFilters } of gradients) addToFilters();
      });
    },
  };
}

/** Edges on either side of a word that the windows of a width reach. */
const marginOf = (width: number) => width >> 1;

/** The way back through the filters of one width, in two parts that may run at the same time. */
interface ConvolutionGradients {
  addToFilters(): void;
  addToInput(engine: Engine, dX: Matrix): void;
}

function convolve(
  engine: Engine,
  convolution: Convolution,
  input: ConvolutionInput,
  output: Matrix,
): { gradientsOf(dOutput: Matrix): ConvolutionGradients } {
  const { weight, bias } = convolution;
  const { line, x } = input;
  const [F, K] = weight.shape;
  const wordCount = line.words.length;
  const largest = allocateMatrix(engine, wordCount, F);
  const best = engine.memory.allocate(wordCount * F * 4);
  findLargest(engine, convolution, input, { largest, best });
  gatherRows(engine, largest, line.wordOfToken, output);

  return {
    gradientsOf: (dOutput) => {
      const dLargest = sumsAt(engine, dOutput, line.wordOfToken, wordCount);
      const operands = [wordCount, F, K, x.columns, dLargest.address, best] as const;
      const { kernels } = engine;
      return {
        addToFilters: () =>
          kernels.convolutionFilterGradients(
            ...operands,
            x.address,
            weight.gradient,
            bias.gradient,
          ),
        addToInput: ({ kernels }, dX) =>
          kernels.convolutionInputGradient(...operands, weight.value, dX.address),
      };
    },
  };
}

interface ConvolutionInput {
  readonly line: Line;
  /** (line.count, D) */
  readonly x: Matrix;
}

/**
 * The largest answer (words, F) of each filter to each word, and the row of `x` that has it, as
 * int32.
 */
function findLargest(
  engine: Engine,
  { width, weight, bias }: Convolution,
  { line, x }: ConvolutionInput,
  { largest, best }: { readonly largest: Matrix; readonly best: number },
): void {
  const { memory } = engine;
  const { words } = line;
  // The way back needs none of what follows.
  const mark = memory.mark();
  const [F, K] = weight.shape;
  const margin = marginOf(width);
  const first = memory.storeIntegers(words.map(({ first }) => first - margin));
  const counts = memory.storeIntegers(words.map(({ count }) => count + 2 * margin - width + 1));
  // Windows overlap: rows of K floats, D apart. Those that reach into two words are computed and
  // never read.
  const windows = { ...x, rows: x.rows - width + 1, columns: K };
  const answers = allocateMatrix(engine, windows.rows, F);
  const W = packTransposed(engine, valueMatrix(weight));
  const firstRow = (word: number) =>
    word < words.length ? words[word].first - margin : windows.rows;
  const answer = (engine: Engine, begin: number, end: number) => {
    const rows = firstRow(end) - firstRow(begin);
    const part = (matrix: Matrix) => rowsOf(matrix, firstRow(begin), rows);
    affine(engine, part(windows), { B: W, b: bias.value }, part(answers));
    const at = begin * 4;
    const out = rowAddress(largest, begin);
    const [from, places] = [first + at, best + at * F];
    engine.kernels.maximumOfRows(end - begin, F, answers.address, from, counts + at, out, places);
  };
  const half = words.findIndex((word) => 2 * word.first >= line.count);
  const middle = half < 0 ? words.length : half;
  divide(
    engine,
    (engine) => answer(engine, middle, words.length),
    () => answer(engine, 0, middle),
  );
  memory.release(mark);
}

/** The distinct words of a batch, one after the other. */
interface Line {
  /** Of edges, characters of the first word, edges, characters of the second, ..., edges. */
  readonly count: number;
  /** Address of (count) int32. */
  readonly ids: number;
  /** The place of each word's first character, and how many it has. */
  readonly words: readonly { readonly first: number; readonly count: number }[];
  /** Address of (R) int32. */
  readonly wordOfToken: number;
}

function layOutLine(
  { memory }: Engine,
  spellings: readonly Spelling[],
  edge: number,
  margin: number,
): Line {
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
    ids: memory.storeIntegers(ids),
    words: places,
    wordOfToken: memory.storeIntegers(wordOfToken),
  };
}
