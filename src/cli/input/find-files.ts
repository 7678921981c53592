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

/** Opens nothing: a pipe can be opened only once. */
export function findFiles(operands: readonly string[], options: FindOptions): FoundFiles {
  const paths: string[] = [];
  const problems: InputError[] = [];
  const attempt = (find: () => void) => {
    try {
      find();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(error);
    }
  };

  function visitOperand(operand: string): void {
    if (operand === '-') {
      paths.push(operand);
      return;
    }
    if (!statsOf(operand).isDirectory()) {
      paths.push(operand);
      return;
    }
    if (!options.isRecursive) {
      throw new InputError(
        `${operand}: expected a file, found a folder; --recursive reads the files in it`,
      );
    }
    const countBefore = paths.length + problems.length;
    visitFolder(operand);
    if (paths.length + problems.length === countBefore) {
      const endings = options.extensions.map((extension) => `.${extension}`).join(', ');
      throw new InputError(`${operand}: found no file that ends in ${endings} (see --extensions)`);
    }
  }

  function visitFolder(folder: string): void {
    for (const entry of entriesOf(folder)) {
      const path = join(folder, entry.name);
      // Links are not followed, so that no folder is visited twice.
      if (entry.isDirectory()) attempt(() => visitFolder(path));
      else if (entry.isFile() && hasExtension(entry.name, options.extensions)) {
        attempt(() => {
          statsOf(path);
          paths.push(path);
        });
      }
    }
  }

  for (const operand of operands) attempt(() => visitOperand(operand));
  return { paths, problems };
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
