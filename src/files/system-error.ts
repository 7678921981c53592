// System errors as sentences for the user: one for each condition, in reading and in writing.
import type { Stats } from 'node:fs';
import { dirname } from 'node:path';
import { getSystemErrorMap } from 'node:util';
import { InputError } from '../errors.js';

type Sentences = Readonly<Partial<Record<string, string>>>;

// Codes that are not listed keep the system's description.
const sentences: Sentences = {
  EACCES: 'permission denied',
  EISDIR: 'expected a file, found a folder',
  ELOOP: 'too many symbolic links',
  ENAMETOOLONG: 'name too long',
  ENOENT: 'no such file',
  ENOSPC: 'no space left on the disk',
  ENOTDIR: 'expected a folder in the path, found a file',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ERR_FS_FILE_TOO_LARGE: 'expected a file of less than 2 GiB, found a larger one',
};

/** The system's error in reading a file as an InputError; any other error unchanged. */
export function fileError(error: unknown, path: string): unknown {
  return asInputError(error, path, sentences);
}

/** The same in writing a file, when it is not the file that is missing but its folder. */
export function writeError(error: unknown, path: string): unknown {
  const missingFolder = `no such folder: ${dirname(path)}`;
  return asInputError(error, path, { ...sentences, ENOENT: missingFolder });
}

function asInputError(error: unknown, path: string, known: Sentences): unknown {
  const { code, errno, syscall } = Object(error) as Partial<NodeJS.ErrnoException>;
  if (code === undefined) return error;
  const isFromSystem = typeof errno === 'number' && typeof syscall === 'string';
  const sentence = known[code] ?? (isFromSystem ? describe(errno) : undefined);
  return sentence === undefined ? error : new InputError(`${path}: ${sentence}`);
}

function describe(errno: number): string {
  return getSystemErrorMap().get(errno)?.[1] ?? `system error ${errno}`;
}

/** What is found in place of a file, or undefined if it is a file. */
export function otherThanFile(found: Stats): string | undefined {
  if (found.isFile()) return undefined;
  return found.isDirectory() ? 'a folder' : 'a device or pipe';
}
