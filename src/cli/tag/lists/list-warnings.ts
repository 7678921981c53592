// Warnings about types in the lists of --gazetteer and --deny that the model does not have.
import { renderChoiceSuggestion } from '../../flags/suggest.js';
import { renderInteger } from '../../terminal/numbers.js';
import type { ChosenLists } from './read-chosen-lists.js';

/** Sentences to print. */
export function listWarnings(
  { types, deniedTypes }: Pick<ChosenLists, 'types' | 'deniedTypes'>,
  modelTypes: readonly string[],
): string[] {
  return [...otherCase(types, modelTypes), ...deniedInVain(deniedTypes, [...modelTypes, ...types])];
}

/** Types of a gazetteer that differ from one of the model only in case. */
function otherCase(listed: readonly string[], modelTypes: readonly string[]): string[] {
  const byLowerCase = new Map(modelTypes.map((type) => [type.toLowerCase(), type]));
  return listed
    .filter((type) => !modelTypes.includes(type) && byLowerCase.has(type.toLowerCase()))
    .map((type) => {
      const own = byLowerCase.get(type.toLowerCase());
      return `--gazetteer: the type ${type} is not ${own}, the type of the model`;
    });
}

/** What recognizers find is never denied, so that their types are not known here. */
function deniedInVain(denied: readonly string[], known: readonly string[]): string[] {
  const types = new Set(known);
  const strangers = denied.filter((type) => !types.has(type));
  const [first] = strangers;
  if (first === undefined) return [];
  const hint = renderChoiceSuggestion(first, known);
  const which = strangers.length === 1 ? '' : ` (the first of ${renderInteger(strangers.length)})`;
  return [`--deny: neither the model nor --gazetteer has the type ${first}${which}${hint}`];
}
