// The spelling of words to vectors: a convolution over three letters at a time, each word by itself.

import { convolutionBackward, maximumOfRows } from './convolution.js';
import { linear } from './linear.js';
import { addNamed, zerosLike } from './named-arrays.js';
import { gatherRows, scatterAddRows } from './rows.js';

const WINDOW = 3;

/** D letter numbers and F filters follow from the lengths. */
export interface CharacterValues {
  /** (letters + 1, D): the last row is that of the edge of a word. */
  readonly embedding: Float64Array;
  /** (F, 3D) */
  readonly weight: Float64Array;
  /** (F) */
  readonly bias: Float64Array;
}

/**
 *   y[f] = max over the letters p of W[f] · [e(p-1), e(p), e(p+1)] + b[f], with an edge before the first and after the last
 *
 * @param spellings rows of the letters of each word, at least one
 * @returns output (words, F), and the gradients as sums over the words
 */
export function characters(spellings: readonly (readonly number[])[], values: CharacterValues) {
  const passes = spellings.map((spelling) => wordPass(spelling, values));
  const F = values.bias.length;

  const backward = (dOutput: Float64Array): CharacterValues => {
    const sum = zerosLike({ ...values });
    for (const [w, pass] of passes.entries()) {
      addNamed(sum, { ...pass.backward(dOutput.subarray(w * F, (w + 1) * F)) });
    }
    return { embedding: sum.embedding, weight: sum.weight, bias: sum.bias };
  };

  return { output: Float64Array.from(passes.flatMap(({ output }) => [...output])), backward };
}

function wordPass(spelling: readonly number[], { embedding, weight, bias }: CharacterValues) {
  const F = bias.length;
  const K = weight.length / F;
  const D = K / WINDOW;
  const edge = embedding.length / D - 1;
  const letters = [edge, ...spelling, edge];
  const x = gatherRows(embedding, letters, D);
  const windows = spelling.flatMap((_, p) => [...x.subarray(p * D, p * D + K)]);
  const answers = linear(Float64Array.from(windows), { weight, bias }).output;
  const { out, best } = maximumOfRows(answers, F, [{ first: 0, count: spelling.length }]);

  const backward = (dOut: Float64Array): CharacterValues => {
    const { dW, db, dx } = convolutionBackward({ x, W: weight, dOut, best }, { F, K, D });
    const zeros = new Float64Array(embedding.length);
    return { embedding: scatterAddRows(zeros, letters, dx, D), weight: dW, bias: db };
  };

  return { output: out, backward };
}
