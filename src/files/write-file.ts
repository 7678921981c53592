// Writing a file as a whole or not at all: what was there before stays until the new one is safe on the disk.

import { open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { InputError } from '../errors.js';
import { fileError, otherThanFile } from './system-error.js';

/**
 * Writes the pieces one after another to a temporary file beside `path`, syncs it, and renames it to `path`.
 *
 * A full disk, a missing or unwritable folder, a folder in the way: one InputError, and no file left over.
 */
export async function writeFileAtomically(
  path: string,
  pieces: Iterable<Uint8Array>,
): Promise<void> {
  // Renaming would put a file in the place of a device, /dev/null for one. A failing stat is no matter: what
  // is wrong with the path, writing will tell.
  const found = await stat(path).catch(() => undefined);
  const kind = found && otherThanFile(found);
  if (kind) throw new InputError(`${path}: expected a file to write, found ${kind}`);
  // Only who writes waits for the package to load.
  const { default: writeFileAtomic } = await import('write-file-atomic');
  try {
    // The package takes a short write, as a filling disk gives one, for a whole one. So its own write gets
    // nothing to do, and the pieces are written in its hook, which it waits for.
    await writeFileAtomic(path, '', {
      tmpfileCreated: (temporary) => writePieces(temporary, pieces),
    });
  } catch (error) {
    throw fileError(error, path, {
      ENOENT: `expected a folder ${dirname(path)} to write to, found none`,
    });
  }
}

async function writePieces(path: string, pieces: Iterable<Uint8Array>): Promise<void> {
  const file = await open(path, 'r+');
  try {
    for (const piece of pieces) await file.writeFile(piece);
  } finally {
    await file.close();
  }
}
