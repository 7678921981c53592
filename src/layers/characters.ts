// What the letters of a word say, by whichever layer reads them.
import type { Engine, Matrix } from '../tensors/matrix.js';
import { type CharacterCnnParameters, characterCnnForward } from './character-cnn.js';
import { type CharacterRnnParameters, characterRnnForward } from './character-rnn.js';
import type { Spelling, SpellingForward } from './spelling.js';

export type CharacterParameters = CharacterCnnParameters | CharacterRnnParameters;

/** Writes a vector for the spelling of each token to `output`; each distinct word is computed once. */
export function charactersForward(
  engine: Engine,
  parameters: CharacterParameters,
  spellings: readonly Spelling[],
  output: Matrix,
): SpellingForward {
  return 'cell' in parameters
    ? characterRnnForward(engine, parameters, spellings, output)
    : characterCnnForward(engine, parameters, spellings, output);
}
