// Removal of the temporary files that killed runs have left behind.
import { join } from 'node:path';
import { type FileOperations, fileOperations } from './file-operations.js';
import { isGone } from './owner.js';
import { parseTemporaryName } from './temporary-name.js';

// Whether a process of another machine or container runs cannot be found out, so that only the age
// of its file counts.
const DAY_MS = 24 * 60 * 60 * 1000;

interface AbandonedOptions {
  /** The files to remove; by default those of every name. */
  readonly stem?: string;
  /** The time by the clock of the file system, in milliseconds. */
  readonly now: number;
  readonly files?: FileOperations;
}

/**
 * Removes temporary files whose process has ended, or that another machine or container has not
 * changed for a day. What cannot be read or removed stays.
 */
export async function removeAbandoned(
  folder: string,
  { stem, now, files = fileOperations }: AbandonedOptions,
): Promise<void> {
  const names = await files.readdir(folder).catch(() => []);
  for (const name of names) {
    const found = parseTemporaryName(name);
    if (found === undefined || (stem !== undefined && found.stem !== stem)) continue;
    const path = join(folder, name);
    const isAbandoned = isGone(found.owner) ?? (await isOld(path, now, files));
    if (isAbandoned) await files.unlink(path).catch(() => undefined);
  }
}

async function isOld(path: string, now: number, files: FileOperations): Promise<boolean> {
  const found = await files.lstat(path).catch(() => undefined);
  return found !== undefined && now - found.mtimeMs > DAY_MS;
}
