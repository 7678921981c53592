// System errors as sentences for the user: one for each condition, in reading and in writing.
import { accessSync, constants, existsSync, type Stats } from 'node:fs';
import { constants as systemConstants } from 'node:os';
import { dirname } from 'node:path';
import { getSystemErrorMap } from 'node:util';
import { InputError } from '../errors.js';

type Sentences = Readonly<Partial<Record<string, string>>>;

// Codes that are not listed keep the system's description.
const SENTENCES: Sentences = {
  EBUSY: 'in use by the system or another program',
  EDQUOT: 'the disk quota is used up',
  EEXIST: 'file already exists',
  EFBIG: 'larger than the system lets a file be',
  EIO: 'the disk or the network failed (input/output error)',
  EISDIR: 'expected a file, found a folder',
  ELOOP: 'too many symbolic links',
  EMFILE: 'too many open files (see ulimit -n)',
  ENAMETOOLONG: 'name too long',
  ENFILE: 'too many open files on this machine',
  ENODEV: 'no such device',
  ENOENT: 'no such file',
  ENOMEM: 'the system has no memory left',
  ENOSPC: 'no space left on the disk',
  ENOTDIR: 'expected a folder in the path, found a file',
  ENOTSUP: 'the file system cannot do this',
  ENXIO: 'no such device',
  EPERM: 'permission denied',
  EPIPE: 'the reader of the pipe has ended',
  EROFS: 'the file system is read-only',
  ESTALE: 'the server of the network folder has replaced it',
  ETIMEDOUT: 'the network has not answered in time',
  ETXTBSY: 'in use as a running program',
  ERR_FS_FILE_TOO_LARGE: 'expected a file of less than 2 GiB, found a larger one',
};

type SystemError = Partial<NodeJS.ErrnoException>;

/** The system's error in reading a file as an InputError; any other error unchanged. */
export function fileError(error: unknown, path: string): unknown {
  return asInputError(error, path, (code) => {
    if (code !== 'EACCES') return SENTENCES[code];
    return permissionDenied(lockedFolderOf(path));
  });
}

/** The same in writing a file, when the folder may be what is missing or locked. */
export function writeError(error: unknown, path: string): unknown {
  return asInputError(error, path, (code) => {
    const folder = dirname(path);
    if (code === 'ENOENT') return `no such folder: ${folder}`;
    if (code !== 'EACCES') return SENTENCES[code];
    const isFolder = Object(error).path !== path || !existsSync(path);
    const locked = isFolder && !isAllowed(folder, constants.W_OK) ? folder : undefined;
    return permissionDenied(lockedFolderOf(path) ?? locked);
  });
}

function asInputError(
  error: unknown,
  path: string,
  sentenceOf: (code: string) => string | undefined,
): unknown {
  const { code, errno, syscall } = Object(error) as SystemError;
  if (code === undefined) return error;
  if (code === 'ERR_INVALID_ARG_VALUE' && path.includes('\0')) {
    return new InputError(`${path}: expected a path without a NUL character`);
  }
  const isFromSystem = typeof errno === 'number' && typeof syscall === 'string';
  const sentence =
    sentenceOf(isFromSystem ? nameOf(code, errno) : code) ??
    (isFromSystem ? describe(errno) : undefined);
  return sentence === undefined ? error : new InputError(`${path}: ${sentence}`);
}

/** The name of the condition, also if Node has only its number: EDQUOT and ESTALE. */
function nameOf(code: string, errno: number): string {
  if (!code.startsWith('Unknown')) return code;
  return Object.entries(systemConstants.errno).find(([, value]) => value === -errno)?.[0] ?? code;
}

function describe(errno: number): string {
  return getSystemErrorMap().get(errno)?.[1] ?? `system error ${errno}`;
}

const permissionDenied = (folder: string | undefined) =>
  `permission denied${folder === undefined ? '' : ` for the folder ${folder}`}`;

/** The first folder on the way to a file that may not be entered; undefined if there is none. */
function lockedFolderOf(path: string): string | undefined {
  const folders: string[] = [];
  let folder = dirname(path);
  while (dirname(folder) !== folder) {
    folders.unshift(folder);
    folder = dirname(folder);
  }
  return folders.find((each) => !isAllowed(each, constants.X_OK));
}

/** Whether permissions are no obstacle; others do not count. */
function isAllowed(path: string, mode: number): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch (error) {
    return Object(error).code !== 'EACCES';
  }
}

/** What is found in place of a file, or undefined if it is a file. */
export function otherThanFile(found: Stats): string | undefined {
  if (found.isFile()) return undefined;
  return found.isDirectory() ? 'a folder' : 'a device or pipe';
}
