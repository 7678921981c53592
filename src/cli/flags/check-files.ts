// Checks all files that a command line names, before anything is read or written.
import { realpathSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { InputError } from '../../errors.js';
import { writeError } from '../../files/system-error.js';
import { allFlags, type Command } from './command.js';
import { convertedInput, convertedOutput, type FileUse, outputFile } from './file-uses.js';
import { camelCase } from './kinds.js';

interface NamedFile {
  /** The flag or operand that names the file. */
  readonly label: string;
  readonly path: string;
  readonly use: FileUse;
}

/**
 * @param flags the values of flags and operand, by their names in camel case
 * @throws InputError for one problem, AggregateError of InputErrors for several
 */
export function checkFiles(command: Command, flags: Readonly<Record<string, unknown>>): void {
  const problems = new Map<string, InputError>();
  const attempt = (check: () => void) => {
    try {
      check();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.set(error.message, error);
    }
  };
  const files: NamedFile[] = [];
  for (const { label, name, use } of namesOf(command, flags)) {
    attempt(() => {
      const path = use.pathOf(name);
      if (path === undefined) return;
      use.check(path);
      files.push({ label, path, use });
    });
  }
  for (const [index, file] of files.entries()) {
    if (file.use.access === 'read') continue;
    const others = files.filter(({ use }, other) => use.access === 'read' || other < index);
    attempt(() => checkOverwriting(file, others, flags.force === true));
  }
  const [first, second] = problems.values();
  if (second) throw new AggregateError(problems.values());
  if (first) throw first;
}

/**
 * Checks outputs that are not the whole value of a flag.
 *
 * @throws InputError if one would overwrite a file that the flags name, or an earlier output
 */
export function checkOutputs(
  command: Command,
  flags: Readonly<Record<string, unknown>>,
  label: string,
  paths: readonly string[],
): void {
  const named = namesOf(command, flags).flatMap(({ name, use, ...file }): NamedFile[] => {
    const path = use.pathOf(name);
    return path === undefined ? [] : [{ ...file, path, use }];
  });
  for (const path of paths) {
    const output = { label, path, use: outputFile };
    checkOverwriting(output, named, false);
    named.push(output);
  }
}

function namesOf(
  command: Command,
  flags: Readonly<Record<string, unknown>>,
): { label: string; name: string; use: FileUse }[] {
  const { operand } = command;
  const sources = [
    { label: operand.name, key: operand.key, use: operand.use },
    ...(operand.second ? [{ ...operand.second, label: operand.second.name }] : []),
    ...Object.entries(allFlags(command)).map(([name, { use }]) => ({
      label: `--${name}`,
      key: camelCase(name),
      use,
    })),
  ];
  return sources.flatMap(({ label, key, use }) =>
    [flags[key]]
      .flat()
      .flatMap((name) => (use && typeof name === 'string' ? [{ label, name, use }] : [])),
  );
}

/** @param others inputs, and outputs that were named before */
function checkOverwriting(file: NamedFile, others: readonly NamedFile[], isForced: boolean): void {
  const { path, label, use } = file;
  // A model may replace the one that it was fine-tuned from, and a repaired corpus its original.
  const mayReplace = (other: NamedFile) =>
    use.isKept === true && use.holds !== 'data' && other.use.holds === use.holds;
  const lost = others.find(
    (other) =>
      (!mayReplace(other) && isSameFile(other.path, path)) ||
      (use === convertedOutput &&
        other.use === convertedInput &&
        sharesAnnotations(path, other.path)),
  );
  if (lost) throw new InputError(`${path}: ${label} would overwrite ${lost.label}`);
  if (use.isKept && !isForced && statsOf(path)) {
    throw existsAlready(path);
  }
}

export const existsAlready = (path: string) =>
  new InputError(`${path}: file already exists; use --force to overwrite it`);

/** By path or, through links, by what is there. */
function isSameFile(path: string, other: string): boolean {
  if (resolve(path) === resolve(other)) return true;
  const [found, foundOther] = [statsOf(path), statsOf(other)];
  if (!isInFileSystem(found) || !isInFileSystem(foundOther)) return false;
  return found.dev === foundOther.dev && found.ino === foundOther.ino;
}

/** Whether it is there, and neither a device nor a pipe. */
const isInFileSystem = (stats: Stats | undefined): stats is Stats =>
  stats?.isFile() === true || stats?.isDirectory() === true;

/** Whether one is a folder, and the other a file of brat in it. */
function sharesAnnotations(path: string, other: string): boolean {
  const [first, second] = [withoutLinks(path), withoutLinks(other)];
  const [folder, file] = first.length < second.length ? [first, second] : [second, first];
  return (
    /\.(?:ann|txt)$/.test(file) &&
    file.startsWith(`${folder}${sep}`) &&
    !!statsOf(folder)?.isDirectory()
  );
}

/** The absolute path, with links followed as far as it exists. */
function withoutLinks(path: string): string {
  const absolute = resolve(path);
  if (statsOf(absolute)) return realpathSync(absolute);
  const parent = dirname(absolute);
  return parent === absolute ? absolute : join(withoutLinks(parent), basename(absolute));
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw writeError(error, path);
  }
}
