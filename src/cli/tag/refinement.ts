// What the flags of `tagger tag` change about the entities that the model finds.
import { inOrder, type Refine } from '../../entities/entity.js';
import { keepTypes } from '../../entities/keep-types.js';
import type { TagFlags } from '../commands/commands.js';
import type { Messages } from '../terminal/messages.js';
import { checkOnly } from './only-types.js';
import { needsConfidences, readChosenLists } from './read-chosen-lists.js';
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
  warnOfCase(lists.types, modelTypes).forEach(messages.warn);
  const types = [...new Set([...modelTypes, ...lists.types, ...redaction.types])];
  if (only) checkOnly(only, types);
  const steps = [lists.refine, ...(only ? [keepTypes(only)] : []), redaction.refine];
  return {
    refine: inOrder(steps),
    types,
    readsConfidences: needsConfidences(flags),
  };
}

/** Sentences about types of a gazetteer that differ from one of the model only in case. */
function warnOfCase(listed: readonly string[], modelTypes: readonly string[]): string[] {
  const byLowerCase = new Map(modelTypes.map((type) => [type.toLowerCase(), type]));
  return listed
    .filter((type) => !modelTypes.includes(type) && byLowerCase.has(type.toLowerCase()))
    .map((type) => {
      const own = byLowerCase.get(type.toLowerCase());
      return `--gazetteer: the type ${type} is not ${own}, the type of the model`;
    });
}
