// The output of `tagger convert` as a file or a folder of files, whole or not at all.
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
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
  await writeFileAtomically(path, isGzipped(path) ? [gzipPieces(bytes)] : bytes, {
    keepsExisting,
  });
}

const isGzipped = (path: string) => /\.gz$/i.test(path);

/**
 * Calls a function that writes files into a new folder, and then moves it to `path` or, if there is
 * a folder, the files into it. If the function fails, or says that it did not finish, no file is
 * left over.
 */
export async function writeToFolder(
  path: string,
  writeFiles: (folder: string) => Promise<boolean>,
): Promise<void> {
  const target = resolve(path);
  const exists = existsSync(target);
  // On the disk of the files to be, which a folder beside it may not be.
  const folder = await mkdtemp(exists ? join(target, '.convert-') : `${target}.`).catch(
    (error: unknown) => {
      throw writeError(error, path);
    },
  );
  try {
    if (!(await writeFiles(folder))) return;
    if (exists) await moveFiles(folder, target);
    else {
      await chmod(folder, 0o777 & ~process.umask());
      await rename(folder, target);
    }
  } catch (error) {
    throw writeError(error, path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function moveFiles(from: string, to: string): Promise<void> {
  for (const name of await readdir(from)) await rename(join(from, name), join(to, name));
}
