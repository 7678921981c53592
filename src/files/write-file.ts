// Writes a file whole or not at all: the old file stays until the new one is safe on the disk.
import type { Stats } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { InputError } from '../errors.js';
import { otherThanFile, writeError } from './system-error.js';
import { type FileOperations, fileOperations } from './writing/file-operations.js';
import { ownerOf, removeAtExit } from './writing/owner.js';
import { removeAbandoned } from './writing/remove-abandoned.js';
import { standardStreamOf } from './writing/standard-streams.js';
import { createTemporaryName, stemOf } from './writing/temporary-name.js';

type Pieces = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

export interface WriteOptions {
  /**
   * The permissions of the file, from its first byte on; by default those of the file that it
   * replaces, or the usual ones.
   */
  readonly mode?: number;
  /** Refuses to replace a file, even one that has appeared while the pieces were written. */
  readonly keepsExisting?: boolean;
  /** Leaves temporary files of killed runs where they are, for a caller that removes them itself. */
  readonly keepsAbandoned?: boolean;
  readonly files?: FileOperations;
}

/**
 * Writes the pieces one after another to a temporary file beside `path`, syncs it, renames it to
 * `path`, and syncs the folder. If that fails, no file is left over. Temporary files of killed runs
 * that wrote the same file are removed.
 *
 * A link stays, and the file that it leads to is replaced. Owner and permissions are kept.
 *
 * @throws InputError if the disk is full, the folder is missing or not writable, or `path` is a
 * folder, a device, a pipe or the standard output
 */
export async function writeFileAtomically(
  path: string,
  pieces: Pieces,
  options: WriteOptions = {},
): Promise<void> {
  const { files = fileOperations } = options;
  try {
    const target = await targetOf(path, files);
    const replaced = await statsOf(target, files);
    refuseOther(path, replaced);
    const name = createTemporaryName(basename(target), ownerOf());
    const temporary = join(dirname(target), name);
    const keepAtExit = removeAtExit(temporary);
    let isPlaced = false;
    try {
      await writeTemporary(temporary, pieces, { ...options, target, replaced });
      await place(temporary, target, { ...options, path });
      isPlaced = true;
    } finally {
      keepAtExit();
      if (!isPlaced) await files.unlink(temporary).catch(() => undefined);
    }
    await syncFolder(dirname(target), files);
  } catch (error) {
    throw writeError(error, path);
  }
}

const MOST_LINKS = 40;

/** The path of the file itself, also for a link to a file that is not there yet. */
async function targetOf(path: string, files: FileOperations): Promise<string> {
  let target = path;
  for (let count = 0; count < MOST_LINKS; count++) {
    try {
      return await files.realpath(target);
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
    }
    const found = await statsOf(target, files, 'lstat');
    if (!found?.isSymbolicLink()) break;
    target = resolve(dirname(target), await files.readlink(target));
  }
  return target;
}

/** Undefined if there is nothing at the path. */
async function statsOf(
  path: string,
  files: FileOperations,
  kind: 'stat' | 'lstat' = 'stat',
): Promise<Stats | undefined> {
  try {
    return await files[kind](path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

// Renaming would replace a device, such as /dev/null, with a file, and would take the file of a
// redirected output away from the shell.
function refuseOther(path: string, found: Stats | undefined): void {
  const kind = found && (otherThanFile(found) ?? standardStreamOf(found));
  if (kind) throw new InputError(`${path}: expected a file to write, found ${kind}`);
}

interface TemporaryOptions extends WriteOptions {
  readonly target: string;
  readonly replaced: Stats | undefined;
}

async function writeTemporary(
  temporary: string,
  pieces: Pieces,
  { mode, target, replaced, keepsAbandoned, files = fileOperations }: TemporaryOptions,
): Promise<void> {
  const permissions = mode ?? (replaced && replaced.mode & 0o7777);
  const file = await files.open(temporary, 'wx', permissions);
  try {
    if (!keepsAbandoned) {
      const stem = stemOf(basename(target));
      const { mtimeMs: now } = await file.stat();
      await removeAbandoned(dirname(target), { stem, now, files });
    }
    if (replaced) await file.chown(replaced.uid, replaced.gid).catch(ignoreUnsupported);
    if (permissions !== undefined) await file.chmod(permissions).catch(ignoreUnsupported);
    for await (const piece of pieces) await writeWhole(file, piece);
    await file.sync().catch(ignoreUnsupported);
  } catch (error) {
    await file.close().catch(() => undefined);
    throw error;
  }
  // Some file systems report only here that the disk is full.
  await file.close();
}

// A disk that fills up, or a limit, may take a part of what it is given.
async function writeWhole(file: FileHandle, piece: Uint8Array): Promise<void> {
  let offset = 0;
  while (offset < piece.length) {
    const { bytesWritten } = await file.write(piece, offset, piece.length - offset);
    offset += bytesWritten;
  }
}

interface PlaceOptions extends WriteOptions {
  /** The name of the file in errors. */
  readonly path: string;
}

async function place(temporary: string, target: string, options: PlaceOptions): Promise<void> {
  const { path, keepsExisting, files = fileOperations } = options;
  if (!keepsExisting) return renameTemporary(temporary, target, options);
  try {
    // Fails if there is a file, as renaming does not.
    await files.link(temporary, target);
  } catch (error) {
    if (!UNSUPPORTED.has(codeOf(error))) throw error;
    if (await statsOf(target, files)) throw new InputError(`${path}: file already exists`);
    return renameTemporary(temporary, target, options);
  }
  await files.unlink(temporary).catch(() => undefined);
}

async function renameTemporary(
  temporary: string,
  target: string,
  { path, files = fileOperations }: PlaceOptions,
): Promise<void> {
  try {
    await files.rename(temporary, target);
  } catch (error) {
    const isFolderThere = codeOf(error) === 'ENOENT' && (await statsOf(dirname(target), files));
    if (!isFolderThere) throw error;
    throw new InputError(`${path}: another program removed the temporary file ${temporary}`);
  }
}

// Makes the new name survive a power failure.
async function syncFolder(folder: string, files: FileOperations): Promise<void> {
  const handle = await files.open(folder, 'r').catch(ignoreUnsupported);
  if (handle === undefined) return;
  try {
    await handle.sync().catch(ignoreUnsupported);
  } finally {
    await handle.close();
  }
}

// What file systems without owners, permissions, links or syncing answer, Windows for a folder, and
// any system to a user who may not give a file away or may not list a folder.
const UNSUPPORTED: ReadonlySet<unknown> = new Set([
  'EACCES',
  'EINVAL',
  'EISDIR',
  'ENOSYS',
  'ENOTSUP',
  'EOPNOTSUPP',
  'EPERM',
]);

function ignoreUnsupported(error: unknown): undefined {
  if (!UNSUPPORTED.has(codeOf(error))) throw error;
}

const codeOf = (error: unknown): unknown => Object(error).code;
