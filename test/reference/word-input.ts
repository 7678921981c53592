// What the network reads of a word: its row of the table, and joined to it what its letters say.

import { type CharacterValues, characters } from './characters.js';
import type { NamedArrays } from './named-arrays.js';

/**
 * @param words (T, E)
 * @param spellings rows of the letters of each of the T words; without them a word is its row alone
 * @param parameters characters.embedding, characters.weight (F, 3D) and characters.bias (F) beside others
 * @returns output (T, E + F)
 */
export function wordInput(
  words: Float64Array,
  spellings: readonly (readonly number[])[] | undefined,
  parameters: NamedArrays,
) {
  if (!spellings || spellings.length === 0) {
    const backward = (dWords: Float64Array) => ({ dWords, dParameters: {} as NamedArrays });
    return { output: words, backward };
  }
  const pass = characters(spellings, characterValues(parameters));
  const T = spellings.length;
  const widths = [words.length / T, pass.output.length / T] as const;

  const backward = (dOutput: Float64Array) => {
    const [dWords, dLetters] = splitColumns(dOutput, widths);
    const { embedding, weight, bias } = pass.backward(dLetters);
    const dParameters: NamedArrays = {
      'characters.embedding': embedding,
      'characters.weight': weight,
      'characters.bias': bias,
    };
    return { dWords, dParameters };
  };

  return { output: joinColumns(words, pass.output, widths), backward };
}

function characterValues(parameters: NamedArrays): CharacterValues {
  return {
    embedding: parameters['characters.embedding'],
    weight: parameters['characters.weight'],
    bias: parameters['characters.bias'],
  };
}

type Widths = readonly [left: number, right: number];

function joinColumns(left: Float64Array, right: Float64Array, [E, F]: Widths): Float64Array {
  const rows = Array.from({ length: left.length / E }, (_, t) => [
    ...left.subarray(t * E, (t + 1) * E),
    ...right.subarray(t * F, (t + 1) * F),
  ]);
  return Float64Array.from(rows.flat());
}

function splitColumns(joined: Float64Array, [E, F]: Widths): [Float64Array, Float64Array] {
  const width = E + F;
  return [joined.filter((_, k) => k % width < E), joined.filter((_, k) => k % width >= E)];
}
