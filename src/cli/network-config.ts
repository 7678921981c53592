// The shape of the network that the flags ask for.
import type { NetworkConfig } from '../model/config.js';
import type { TrainFlags } from './options.js';

export function configOf(flags: TrainFlags, wordDimension: number): NetworkConfig {
  return {
    cell: flags.cell,
    directions: flags.unidirectional ? 1 : 2,
    layers: flags.layers,
    wordDimension,
    characters: charactersOf(flags),
    hidden: flags.hidden,
    dense: flags.dense ?? [],
    decoder: flags.decoder,
  };
}

function charactersOf(flags: TrainFlags): NetworkConfig['characters'] {
  if (flags.characters === 'none') return null;
  const { characterDimension: dimension, characterFilters: filters } = flags;
  return { encoder: flags.characters, dimension, filters };
}
