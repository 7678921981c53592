// Files of text in the provenance of a model.
import type { UnlabeledFile } from './read-unlabeled.js';

/**
 * Name and SHA-256 of each file, by its number on the command line.
 *
 * @param nameOf the name of the file at a path
 */
export function provenanceOfTexts(
  files: readonly Pick<UnlabeledFile, 'path' | 'sha256'>[],
  nameOf: (path: string) => string,
): object {
  return Object.fromEntries(
    files.map(({ path, sha256 }, index) => [index + 1, { name: nameOf(path), sha256 }]),
  );
}
