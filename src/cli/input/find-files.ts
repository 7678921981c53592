// The files that the operands of `tagger tag` stand for: files, pipes, and with --recursive folders.
import { accessSync, constants, type Dirent, readdirSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../../errors.js';
import { fileError } from '../../files/system-error.js';

export interface FoundFiles {
  /** Paths in the order of the operands, and "-" for standard input. */
  readonly paths: readonly string[];
  /** What cannot be read; the other files can. */
  readonly problems: readonly InputError[];
}

export interface FindOptions {
  readonly isRecursive: boolean;
  /** Without the dot, in lower case; any of them may be followed by that of a compressed file. */
  readonly extensions: readonly string[];
}

interface Found {
  readonly paths: string[];
  readonly problems: InputError[];
}

/** Opens nothing: a pipe can be opened only once. */
export function findFiles(operands: readonly string[], options: FindOptions): FoundFiles {
  const found: Found = { paths: [], problems: [] };
  for (const operand of operands) attempt(found, () => visitOperand(operand, options, found));
  return found;
}

function attempt({ problems }: Found, find: () => void): void {
  try {
    find();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    problems.push(error);
  }
}

function visitOperand(operand: string, options: FindOptions, found: Found): void {
  if (operand === '-' || !statsOf(operand).isDirectory()) {
    found.paths.push(operand);
    return;
  }
  if (!options.isRecursive) {
    throw new InputError(
      `${operand}: expected a file, found a folder; --recursive reads the files in it`,
    );
  }
  const count = () => found.paths.length + found.problems.length;
  const countBefore = count();
  visitFolder(operand, options.extensions, found);
  if (count() > countBefore) return;
  const endings = options.extensions.map((extension) => `.${extension}`).join(', ');
  throw new InputError(`${operand}: found no file that ends in ${endings} (see --extensions)`);
}

function visitFolder(folder: string, extensions: readonly string[], found: Found): void {
  for (const entry of entriesOf(folder)) {
    const path = join(folder, entry.name);
    // Links are not followed, so that no folder is visited twice.
    if (entry.isDirectory()) attempt(found, () => visitFolder(path, extensions, found));
    else if (entry.isFile() && hasExtension(entry.name, extensions)) {
      attempt(found, () => {
        statsOf(path);
        found.paths.push(path);
      });
    }
  }
}

function statsOf(path: string): Stats {
  try {
    accessSync(path, constants.R_OK);
    return statSync(path);
  } catch (error) {
    throw fileError(error, path);
  }
}

/** The entries that are not hidden, by name. */
function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter(({ name }) => !name.startsWith('.'))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    throw fileError(error, folder);
  }
}

function hasExtension(name: string, extensions: readonly string[]): boolean {
  const lower = name.toLowerCase().replace(/\.(?:gz|zst)$/, '');
  return extensions.some((extension) => lower.endsWith(`.${extension}`));
}
