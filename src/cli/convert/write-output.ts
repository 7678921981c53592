// The output of `tagger convert` as a file or a folder of files, whole or not at all.
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { gzipPieces } from '../../files/gzip.js';
import { writeError } from '../../files/system-error.js';
import { writeFileAtomically } from '../../files/write-file.js';

/**
 * Writes a file, gzipped if its name ends in .gz.
 *
 * @param keepsExisting refuses a file that has appeared meanwhile
 */
export async function writeToFile(
  pieces: readonly string[],
  path: string,
  keepsExisting: boolean,
): Promise<void> {
  const bytes = pieces.map((piece) => Buffer.from(piece));
  await writeFileAtomically(path, path.endsWith('.gz') ? [gzipPieces(bytes)] : bytes, {
    keepsExisting,
  });
}

/**
 * Calls a function that writes files into a folder beside `path`, and then moves them to `path`,
 * which is made if it is missing. If the function fails, no file is left over.
 */
export async function writeToFolder(
  path: string,
  writeFiles: (folder: string) => Promise<void>,
): Promise<void> {
  const target = resolve(path);
  const folder = await mkdtemp(`${target}.`).catch((error: unknown) => {
    throw writeError(error, path);
  });
  try {
    await writeFiles(folder);
    await mkdir(target, { recursive: true });
    for (const name of await readdir(folder)) await rename(join(folder, name), join(target, name));
  } catch (error) {
    throw writeError(error, path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
