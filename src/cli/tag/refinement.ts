// What the flags of `tagger tag` change about the entities that the model finds.
import { inOrder, type Refine } from '../../entities/entity.js';
import { keepTypes } from '../../entities/keep-types.js';
import type { TagFlags } from '../commands/commands.js';
import type { Messages } from '../terminal/messages.js';
import { listWarnings } from './lists/list-warnings.js';
import { needsConfidences, readChosenLists } from './lists/read-chosen-lists.js';
import { checkOnly } from './only-types.js';
import type { Redaction } from './redaction.js';

export interface Refinement {
  readonly refine: Refine;
  /** All types that an entity can have. */
  readonly types: readonly string[];
  /** Whether the confidences of the model decide about entities. */
  readonly readsConfidences: boolean;
}

export interface RefinementContext {
  readonly modelTypes: readonly string[];
  readonly redaction: Pick<Redaction, 'refine' | 'types'>;
  readonly messages: Messages;
}

/**
 * What the recognizers find comes last, so that no list, no confidence and no entity of a type that
 * --only drops can keep it out. `redaction` has only the recognizers whose types --only keeps.
 *
 * @throws InputError if a list cannot be read
 * @throws UsageError if --only names a type that no entity can have
 */
export async function createRefinement(
  flags: TagFlags,
  { modelTypes, redaction, messages }: RefinementContext,
): Promise<Refinement> {
  const { only } = flags;
  const lists = await readChosenLists(flags, messages);
  listWarnings(lists, modelTypes).forEach(messages.warn);
  const types = [...new Set([...modelTypes, ...lists.types, ...redaction.types])];
  if (only) checkOnly(only, types);
  const steps = [lists.refine, ...(only ? [keepTypes(only)] : []), redaction.refine];
  return {
    refine: inOrder(steps),
    types,
    readsConfidences: needsConfidences(flags),
  };
}
