// The spelling of words to vectors: a recurrent layer over their letters in both directions, of which the last states
// remain, at the last letter and at the first (Lample et al. 2016).
//
// Words are to this layer what sentences are to the ones above: sorted by falling length, their letters step by step. What a
// letter says to the gates is the same wherever it stands, so it is computed once for each distinct letter:
//
//   G = e W_ihᵀ + b    gates[t] = G[letter t]    and back    dG[l] = Σ dgates of the letters l
//   dW_ih = dGᵀ e      db = Σ dG                 de = dG W_ih
import {
  addProduct,
  addTransposedProduct,
  affine,
  allocateMatrix,
  columnsOf,
  type Engine,
  type Matrix,
  pack,
  packTransposed,
  zeroMatrix,
} from '../tensors/matrix.js';
import { gradientMatrix, type Parameter, valueMatrix } from '../tensors/parameters.js';
import { directions, type LayerParameters } from './bidirectional.js';
import type { Cell } from './cells/cell.js';
import type { DirectionParameters } from './direction.js';
import { layOutSteps, type Steps } from './layer.js';
import { recurrentForward } from './recurrence.js';
import { distinctSpellings, type Spelling, type SpellingForward } from './spelling.js';

export interface CharacterRnnParameters {
  /** (letters, D) */
  readonly embedding: Parameter;
  readonly cell: Cell;
  /** Both directions, of H units each. */
  readonly layer: LayerParameters;
}

/** Writes a vector for the spelling of each token to `output` (R, 2H): the last states forward, then in reverse. */
export function characterRnnForward(
  engine: Engine,
  { embedding, cell, layer }: CharacterRnnParameters,
  spellings: readonly Spelling[],
  output: Matrix,
): SpellingForward {
  const { kernels } = engine;
  const [letterCount, D] = embedding.shape;
  const letters = layOutLetters(engine, spellings, letterCount);
  const x = allocateMatrix(engine, letters.distinctCount, D);
  kernels.gatherRows(x.rows, D, embedding.value, letters.distinct, x.address, D);
  const passes = layer.map((own, index) => {
    const H = own.weightHh.shape[1];
    const columns = (matrix: Matrix) => columnsOf(matrix, index * H, H);
    const walk = { letters, x, isReverse: directions[index] === 'reverse' };
    const back = walkLetters(engine, cell, own, walk, columns(output));
    return (dOutput: Matrix, dX: Matrix) => back(columns(dOutput), dX);
  });

  return {
    backward: (dOutput) => {
      const dX = zeroMatrix(engine, x.rows, D);
      for (const back of passes) back(dOutput, dX);
      kernels.scatterAddRows(x.rows, D, dX.address, D, letters.distinct, embedding.gradient);
    },
  };
}

interface Walk {
  readonly letters: Letters;
  /** (distinct letters, D) */
  readonly x: Matrix;
  readonly isReverse: boolean;
}

/** One direction. Returns the way back, which adds to the parameters' gradients and to that of x. */
function walkLetters(
  engine: Engine,
  cell: Cell,
  parameters: DirectionParameters,
  { letters, x, isReverse }: Walk,
  output: Matrix,
): (dOutput: Matrix, dX: Matrix) => void {
  const { kernels } = engine;
  const { weightIh, bias } = parameters;
  const { steps, slots, tokenCount } = letters;
  const lastRows = isReverse ? letters.firstLetters : letters.lastLetters;
  const [G, H] = [weightIh.shape[0], output.columns];
  const said = allocateMatrix(engine, x.rows, G);
  affine(engine, x, { B: packTransposed(engine, valueMatrix(weightIh)), b: bias.value }, said);
  const gates = allocateMatrix(engine, steps.R, G);
  kernels.gatherRows(steps.R, G, said.address, slots, gates.address, G);
  const states = allocateMatrix(engine, steps.R, H);
  const run = recurrentForward(engine, cell, parameters, { steps, gates, isReverse }, states);
  kernels.gatherRows(tokenCount, H, states.address, lastRows, output.address, output.stride);

  return (dOutput, dX) => {
    const dStates = zeroMatrix(engine, steps.R, H);
    const { address, stride } = dOutput;
    kernels.scatterAddRows(tokenCount, H, address, stride, lastRows, dStates.address);
    run.backward(dStates);
    const dSaid = zeroMatrix(engine, x.rows, G);
    kernels.scatterAddRows(steps.R, G, gates.address, G, slots, dSaid.address);
    addTransposedProduct(engine, dSaid, x, gradientMatrix(weightIh));
    kernels.addColumnSums(x.rows, G, dSaid.address, G, bias.gradient);
    addProduct(engine, dSaid, pack(engine, valueMatrix(weightIh)), dX);
  };
}

/** Addresses are those of int32. */
interface Letters {
  /** Of the distinct words, sorted by falling length. */
  readonly steps: Steps;
  readonly distinctCount: number;
  /** (distinctCount) rows of the embedding, in the order in which the letters first come. */
  readonly distinct: number;
  /** (steps.R) which of the distinct letters stands in a row. */
  readonly slots: number;
  readonly tokenCount: number;
  /** (tokenCount) the rows in which the word of a token begins and ends. */
  readonly firstLetters: number;
  readonly lastLetters: number;
}

function layOutLetters(
  engine: Engine,
  spellings: readonly Spelling[],
  letterCount: number,
): Letters {
  const { words, wordOfToken } = distinctSpellings(spellings);
  const order = words.map((_, word) => word).sort((a, b) => words[b].length - words[a].length);
  const steps = layOutSteps(
    engine,
    order.map((word) => words[word].length),
  );
  const slotOfLetter = new Int32Array(letterCount).fill(-1);
  const distinct: number[] = [];
  const slots = new Int32Array(steps.R);
  const rankOfWord = new Int32Array(words.length);
  order.forEach((word, rank) => {
    rankOfWord[word] = rank;
    const spelling = words[word];
    for (let t = 0; t < spelling.length; t++) {
      const letter = spelling[t];
      if (slotOfLetter[letter] < 0) slotOfLetter[letter] = distinct.push(letter) - 1;
      slots[steps.rowStarts[t] + rank] = slotOfLetter[letter];
    }
  });
  // All words begin at the first step, where rows are ranks.
  const firstLetters = wordOfToken.map((word) => rankOfWord[word]);
  const lastLetters = firstLetters.map((rank) => steps.rowStarts[steps.lengths[rank] - 1] + rank);
  return {
    steps,
    distinctCount: distinct.length,
    distinct: engine.memory.storeIntegers(distinct),
    slots: engine.memory.storeIntegers(slots),
    tokenCount: spellings.length,
    firstLetters: engine.memory.storeIntegers(firstLetters),
    lastLetters: engine.memory.storeIntegers(lastLetters),
  };
}
