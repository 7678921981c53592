// The lists of names that the flags of `tagger tag` choose.
import type { Refine } from '../../../entities/entity.js';
import { readDenyList, readGazetteer } from '../../../lists/read-lists.js';
import { refineByLists } from '../../../lists/refine-by-lists.js';
import type { TagFlags } from '../../commands/commands.js';
import type { Messages } from '../../terminal/messages.js';

type ListFlags = Pick<TagFlags, 'gazetteer' | 'gazetteerWins' | 'deny' | 'ignoreCase'>;

export interface ChosenLists {
  readonly refine: Refine;
  /** The types of the listed names. */
  readonly types: readonly string[];
  /** The types for which texts are denied. */
  readonly deniedTypes: readonly string[];
}

/** @throws InputError if a list cannot be read or a line of it is malformed */
export async function readChosenLists(
  { gazetteer: paths, gazetteerWins: wins, deny: denied, ignoreCase }: ListFlags,
  { warn }: Messages,
): Promise<ChosenLists> {
  const gazetteer = paths.length > 0 ? await readGazetteer(paths, ignoreCase, warn) : undefined;
  const deny = denied.length > 0 ? await readDenyList(denied, ignoreCase, warn) : undefined;
  return {
    refine: refineByLists({ gazetteer, wins, deny }),
    types: gazetteer?.labels ?? [],
    deniedTypes: deny?.labels ?? [],
  };
}

/** Whether the names are weighed against the confidences of the model. */
export function needsConfidences({ gazetteer, gazetteerWins }: ListFlags): boolean {
  return gazetteer.length > 0 && gazetteerWins === 'when-unsure';
}
