// Writes a file whole or not at all: the old file stays until the new one is safe on the disk.
import { open, stat } from 'node:fs/promises';
import { InputError } from '../errors.js';
import { otherThanFile, writeError } from './system-error.js';

/**
 * Writes the pieces one after another to a temporary file beside `path`, syncs it, and renames it
 * to `path`. If that fails, no file is left over.
 *
 * @param mode the permissions of the file, from its first byte on; by default those of the file that
 * it replaces, or the usual ones
 * @throws InputError if the disk is full, the folder is missing or not writable, or `path` is a
 * folder, a device or a pipe
 */
export async function writeFileAtomically(
  path: string,
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  mode?: number,
): Promise<void> {
  // Renaming would replace a device, such as /dev/null, with a file. A failing stat is ignored:
  // writing will fail for the same reason.
  const found = await stat(path).catch(() => undefined);
  const kind = found && otherThanFile(found);
  if (kind) throw new InputError(`${path}: expected a file to write, found ${kind}`);
  // The package is loaded only to write.
  const { default: writeFileAtomic } = await import('write-file-atomic');
  try {
    // The package takes a short write, which a filling disk causes, for a whole one. So it writes
    // nothing itself, and its hook, which it waits for, writes the pieces.
    await writeFileAtomic(path, '', {
      mode,
      tmpfileCreated: (temporary) => writePieces(temporary, pieces),
    });
  } catch (error) {
    throw writeError(error, path);
  }
}

async function writePieces(
  path: string,
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<void> {
  const file = await open(path, 'r+');
  try {
    for await (const piece of pieces) await file.writeFile(piece);
  } finally {
    await file.close();
  }
}
