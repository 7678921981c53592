// The files of a folder and of the folders in it.
import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { type ByteSource, openSource } from './byte-source.js';
import { fileError } from './system-error.js';

export interface Folder {
  /** In the order of their paths. */
  readonly files: readonly ByteSource[];
  /** The checksum of names and contents, in hexadecimal digits. */
  readonly sha256: string;
}

/** Whether there is a folder at the path. */
export async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    throw fileError(error, path);
  }
}

/**
 * Opens the files with one of the endings; names that begin with a period are left out.
 *
 * @throws InputError if a folder or file cannot be read
 */
export async function openFolder(path: string, endings: readonly string[]): Promise<Folder> {
  const files: (ByteSource & { readonly name: string })[] = [];
  for (const name of await namesIn(path)) {
    if (!endings.some((ending) => name.endsWith(ending))) continue;
    files.push({ ...(await openSource(join(path, name))), name });
  }
  return { files, sha256: checksumOf(files) };
}

/** One checksum for the names and contents of several files, in hexadecimal digits. */
export function checksumOf(
  files: readonly { readonly name: string; readonly sha256: string }[],
): string {
  const hash = createHash('sha256');
  for (const { name, sha256 } of files) hash.update(`${name}\0${sha256}\n`);
  return hash.digest('hex');
}

async function namesIn(path: string): Promise<string[]> {
  try {
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.'))
      .map((entry) => relative(path, join(entry.parentPath, entry.name)))
      .sort();
  } catch (error) {
    throw fileError(error, path);
  }
}
