// The ways in which a command uses a file that the command line names, and the check of each.
//
// A check opens nothing: a pipe can be opened only once, and opening a named pipe waits for its
// other end.
import { accessSync, constants, readdirSync, type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { InputError } from '../../errors.js';
import { fileError, otherThanFile, writeError } from '../../files/system-error.js';
import { standardStreamOf } from '../../files/writing/standard-streams.js';
import { findModel } from '../../model/shipped-model.js';
import { findVectors } from './find-vectors.js';

export interface FileUse {
  readonly access: 'read' | 'write';
  readonly holds: 'data' | 'model' | 'corpus';
  /** Whether an existing file is replaced only with --force. */
  readonly isKept?: true;
  /** The path that a name on the command line stands for; undefined for standard input. */
  pathOf(name: string): string | undefined;
  /** @throws InputError if the file cannot be used */
  check(path: string): void;
}

/** A file, device or pipe to read. */
export const inputFile: FileUse = {
  access: 'read',
  holds: 'data',
  pathOf: (name) => name,
  check: (path) => checkReadable(path, isNoFolder),
};

/** A file to read several times, which a pipe does not allow. */
export const inputRegularFile: FileUse = {
  ...inputFile,
  check: (path) => checkReadable(path, isFile),
};

/** Word vectors to read: a path, or the name of a package. */
export const inputVectors: FileUse = { ...inputFile, pathOf: findVectors };

/** A corpus: a file, device or pipe to read, or a folder with files of annotations. */
export const inputCorpus: FileUse = {
  ...inputFile,
  check: (path) => {
    checkReadable(path, () => true);
    if (statsOf(path)?.isDirectory()) checkAnnotations(path);
  },
};

/** One of several inputs, or "-" for standard input; the command goes on without those it cannot read. */
export const inputFileOrStdin: FileUse = {
  ...inputFile,
  pathOf: (name) => (name === '-' ? undefined : name),
  check: () => {},
};

/** A model to read: a path, or the name of a shipped model. */
export const inputModel: FileUse = {
  access: 'read',
  holds: 'model',
  pathOf: (name) => findModel(name).path,
  check: (path) => checkReadable(path, isFile),
};

/** A corpus whose faults are the result of the command, even that it cannot be read. */
export const checkedCorpus: FileUse = { ...inputFile, holds: 'corpus', check: () => {} };

/** A file that is written as a whole: an existing one is replaced, so its folder must be writable. */
export const outputFile: FileUse = {
  access: 'write',
  holds: 'data',
  pathOf: (name) => name,
  check: (path) => {
    const found = statsOf(path);
    if (found) {
      checkKind(path, found, isFile);
      checkStream(path, found);
    }
    checkFolder(path);
  },
};

/** The same, but an existing file is replaced only with --force. */
export const newFile: FileUse = { ...outputFile, isKept: true };

export const outputModel: FileUse = { ...newFile, holds: 'model' };

export const outputCorpus: FileUse = { ...newFile, holds: 'corpus' };

/** A file, device or pipe that is written piece by piece. */
export const outputStream: FileUse = {
  ...outputFile,
  check: (path) => {
    const found = statsOf(path);
    if (found === undefined) return checkFolder(path);
    checkKind(path, found, isNoFolder);
    checkAccess(path, constants.W_OK);
  },
};

/** A folder that is written into, and made if it is missing. */
export const outputFolder: FileUse = {
  ...outputFile,
  check: (path) => {
    const found = statsOf(path);
    if (found === undefined) return checkFolder(path);
    if (!found.isDirectory()) throw new InputError(`${path}: expected a folder, found a file`);
    checkAccess(path, constants.W_OK);
  },
};

/** A file, pipe or folder to read, or "-" for standard input. */
export const convertedInput: FileUse = {
  ...inputFile,
  pathOf: (name) => (name === '-' ? undefined : name),
  check: (path) => checkAccess(path, constants.R_OK),
};

/** A file or folder that is replaced only with --force, or "-" for standard output. */
export const convertedOutput: FileUse = {
  ...newFile,
  pathOf: (name) => (name === '-' ? undefined : name),
  check: (path) => {
    const found = statsOf(path);
    if (found) checkKind(path, found, (stats) => stats.isFile() || stats.isDirectory());
    checkFolder(path);
  },
};

type Accepts = (found: Stats) => boolean;

const isFile: Accepts = (found) => found.isFile();
const isNoFolder: Accepts = (found) => !found.isDirectory();

function checkReadable(path: string, accepts: Accepts): void {
  checkAccess(path, constants.R_OK);
  const found = statsOf(path);
  if (found) checkKind(path, found, accepts);
}

/** Looks for files of brat, or folders that may have them. */
function checkAnnotations(folder: string): void {
  const mayHold = readdirSync(folder, { withFileTypes: true }).some(
    (entry) => entry.isDirectory() || /\.(?:ann|txt)$/.test(entry.name),
  );
  if (mayHold) return;
  throw new InputError(`${folder}: expected .txt and .ann files of brat, found none`);
}

function checkKind(path: string, found: Stats, accepts: Accepts): void {
  if (accepts(found)) return;
  throw new InputError(`${path}: expected a file, found ${otherThanFile(found)}`);
}

// Renaming would take the file away from the shell that has opened it.
function checkStream(path: string, found: Stats): void {
  const stream = standardStreamOf(found);
  if (stream) throw new InputError(`${path}: expected a file to write, found ${stream}`);
}

function checkFolder(path: string): void {
  try {
    accessSync(dirname(path), constants.W_OK);
  } catch (error) {
    throw writeError(error, path);
  }
}

function checkAccess(path: string, mode: number): void {
  try {
    accessSync(path, mode);
  } catch (error) {
    throw fileError(error, path);
  }
}

/** Undefined if there is nothing at the path. */
function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw fileError(error, path);
  }
}
