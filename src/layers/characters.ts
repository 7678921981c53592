// Character features of words, computed by a convolution or by a recurrent layer.
import type { Engine, Matrix } from '../tensors/matrix.js';
import { type CharacterCnnParameters, characterCnnForward } from './character-cnn.js';
import { type CharacterRnnParameters, characterRnnForward } from './character-rnn.js';
import type { IdsForward } from './layer.js';
import type { Spelling } from './spelling.js';

export type CharacterParameters = CharacterCnnParameters | CharacterRnnParameters;

/**
 * Writes a vector for the spelling of each token to `output`; each distinct word is computed once.
 */
export function charactersForward(
  engine: Engine,
  parameters: CharacterParameters,
  spellings: readonly Spelling[],
  output: Matrix,
): IdsForward {
  return 'convolutions' in parameters
    ? characterCnnForward(engine, parameters, spellings, output)
    : characterRnnForward(engine, parameters, spellings, output);
}
