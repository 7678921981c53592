// The flags of `tagger tag` for lists of names.
import { resolve } from 'node:path';
import { type GazetteerWins, gazetteerWins } from '../../../lists/refine-by-lists.js';
import { inputFile } from '../../flags/file-uses.js';
import { choice, path, repeatable, toggle, withDefault } from '../../flags/kinds.js';
import { UsageError } from '../../flags/usage-error.js';

export const listFlags = {
  gazetteer: repeatable(path(inputFile, 'List of names to find, with their types. Repeatable.')),
  'gazetteer-wins': withDefault(
    'always',
    choice<GazetteerWins>('When a listed name replaces what the model found.', gazetteerWins),
  ),
  deny: repeatable(path(inputFile, 'List of texts that are never an entity. Repeatable.')),
  'ignore-case': withDefault(false, toggle('Compare the names of all lists without case.')),
};

const requirements: readonly (readonly [string, readonly string[]])[] = [
  ['gazetteer-wins', ['gazetteer']],
  ['ignore-case', ['gazetteer', 'deny']],
];

/**
 * @param given the values of flags that are given
 * @throws UsageError for a flag that has no effect without a list
 */
export function checkListFlags(given: ReadonlyMap<string, unknown>): void {
  for (const [name, lists] of requirements) {
    if (!given.has(name) || lists.some((list) => given.has(list))) continue;
    const needed = lists.map((list) => `--${list}`).join(' or ');
    throw new UsageError(`--${name}: requires ${needed}`, 'tag');
  }
  const pathsOf = (list: string) => [given.get(list) ?? []].flat().map(String);
  const found = new Set(pathsOf('gazetteer').map((path) => resolve(path)));
  const both = pathsOf('deny').find((path) => found.has(resolve(path)));
  if (both !== undefined) {
    throw new UsageError(`--deny: ${both} is a list of --gazetteer too`, 'tag');
  }
}
