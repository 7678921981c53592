// Random parameters of the recurrent layer over characters.
import type { CellName } from './cells/cells.js';
import { characterRnnName } from './character-rnn.js';
import type { NamedArrays } from './named-arrays.js';
import type { RandomNumbers } from './random.js';
import { randomCellParameters } from './random-network.js';

export interface CharacterRnnShape {
  readonly cell: CellName;
  readonly characterCount: number;
  readonly D: number;
  readonly H: number;
}

/**
 * Small enough that over 64 characters a cell state with peepholes does not grow without bounds.
 */
export function randomCharacterRnn(
  random: RandomNumbers,
  { characterCount, D, ...shape }: CharacterRnnShape,
): NamedArrays {
  const walks = (['forward', 'reverse'] as const).flatMap((direction) =>
    Object.entries(randomCellParameters(random, shape, D)).map(
      ([name, array]) => [characterRnnName(name, direction), array.map((x) => x / 2)] as const,
    ),
  );
  return { embedding: random.normals(characterCount * D), ...Object.fromEntries(walks) };
}
