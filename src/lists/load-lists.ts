// The lists of names that a program gives to the library, as files or as entries.
import type { Refine } from '../entities/entity.js';
import { type ListOptions, openLists } from './list-options.js';
import { readDenyList, readGazetteer } from './read-lists.js';

/**
 * The step that the lists add to tagging; undefined without a list.
 *
 * @throws InputError if a file cannot be read or a line of it is malformed
 */
export function loadLists(options: ListOptions): Promise<Refine | undefined> {
  return openLists(options, {
    readGazetteer: (path, ignoresCase) => readGazetteer([path], ignoresCase, () => {}),
    readDenyList: (path, ignoresCase) => readDenyList([path], ignoresCase, () => {}),
  });
}
