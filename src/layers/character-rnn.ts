// Character features by recurrence: a recurrent layer reads the characters of a word in both
// directions, and its last states remain, at the last character and at the first (Lample et al.
// 2016).
//
// Words are to this layer what sentences are to the layers above: sorted by falling length, their
// characters laid out step by step. Characters are to it what words are to them: the gates' input
// from a character is the same wherever the character stands, so it is computed once for each
// distinct one.
import {
  allocateMatrix,
  columnsOf,
  type Engine,
  type Matrix,
  zeroMatrix,
} from '../tensors/matrix.js';
import { gradientMatrix, type Parameter, valueMatrix } from '../tensors/parameters.js';
import { gatherRows, rowsAt, scatterAddRows, sumsAt } from '../tensors/rows.js';
import { type BidirectionalParameters, directions } from './bidirectional.js';
import { directionForward } from './direction.js';
import { type IdsForward, layOutSteps, type Steps } from './layer.js';
import { hiddenWidth } from './recurrence.js';
import { distinctSpellings, type Spelling } from './spelling.js';

export interface CharacterRnnParameters {
  /** (characters, D) */
  readonly embedding: Parameter;
  /** Both directions. */
  readonly layer: BidirectionalParameters;
}

/**
 * Writes a vector for the spelling of each token to `output` (R, 2H): the last states forward, then
 * in reverse.
 */
export function characterRnnForward(
  engine: Engine,
  { embedding, layer }: CharacterRnnParameters,
  spellings: readonly Spelling[],
  output: Matrix,
): IdsForward {
  const { steps, ids, C, rows, firstRows, lastRows } = layOutWords(engine, spellings, embedding);
  const x = rowsAt(engine, valueMatrix(embedding), ids, C);
  const passes = layer.map((parameters, index) => {
    const H = hiddenWidth(parameters);
    const isReverse = directions[index] === 'reverse';
    const ends = isReverse ? firstRows : lastRows;
    const part = (joined: Matrix) => columnsOf(joined, index * H, H);
    const states = allocateMatrix(engine, steps.R, H);
    const input = { steps, x, rowOfToken: rows, isReverse };
    const run = directionForward(engine, parameters, input, states);
    gatherRows(engine, states, ends, part(output));
    return (dOutput: Matrix, dX: Matrix) =>
      run.backward(sumsAt(engine, part(dOutput), ends, steps.R), dX);
  });

  return {
    backward: (dOutput) => {
      const dX = zeroMatrix(engine, C, x.columns);
      for (const addGradients of passes) addGradients(dOutput, dX);
      scatterAddRows(engine, dX, ids, gradientMatrix(embedding));
    },
  };
}

/** The distinct words of a batch, step by step. Addresses are those of int32. */
interface WordSteps {
  /** Sentences are words here, tokens their characters. */
  readonly steps: Steps;
  readonly C: number;
  /** (C) ids of the distinct characters. */
  readonly ids: number;
  /** (steps.R) the index among them of the character at each place. */
  readonly rows: number;
  /** (R) the rows of `steps` at which the word of each token begins and ends. */
  readonly firstRows: number;
  readonly lastRows: number;
}

function layOutWords(
  engine: Engine,
  spellings: readonly Spelling[],
  embedding: Parameter,
): WordSteps {
  const { memory } = engine;
  const { words, wordOfToken } = distinctSpellings(spellings);
  const order = words.map((_, word) => word).sort((a, b) => words[b].length - words[a].length);
  const lengths = order.map((word) => words[word].length);
  const steps = layOutSteps(engine, lengths);
  const rowOfCharacter = new Int32Array(embedding.shape[0]).fill(-1);
  const ids: number[] = [];
  const rows = new Int32Array(steps.R);
  const rankOfWord = new Int32Array(words.length);
  order.forEach((word, rank) => {
    rankOfWord[word] = rank;
    const spelling = words[word];
    for (let t = 0; t < spelling.length; t++) {
      const id = spelling[t];
      if (rowOfCharacter[id] < 0) rowOfCharacter[id] = ids.push(id) - 1;
      rows[steps.rowStarts[t] + rank] = rowOfCharacter[id];
    }
  });
  // All words begin at the first step, whose rows are the ranks.
  const firstRows = wordOfToken.map((word) => rankOfWord[word]);
  const lastRows = firstRows.map((rank) => steps.rowStarts[lengths[rank] - 1] + rank);
  return {
    steps,
    C: ids.length,
    ids: memory.storeIntegers(ids),
    rows: memory.storeIntegers(rows),
    firstRows: memory.storeIntegers(firstRows),
    lastRows: memory.storeIntegers(lastRows),
  };
}
