// The files that a format writes into the folder of --output: two for each file of the input.
import { existsSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { InputError } from '../../errors.js';
import { writeError } from '../../files/system-error.js';
import { removeAbandoned } from '../../files/writing/remove-abandoned.js';
import type { TagFlags } from '../commands/commands.js';
import { tagCommand } from '../commands/tag-command.js';
import { checkOutputs } from '../flags/check-files.js';
import type { FilePaths } from '../formats/table/formats.js';

const STANDARD_INPUT = 'stdin';

/** The paths for a file of the input; undefined without --output. */
export type OutputPaths = (name: string) => FilePaths | undefined;

/**
 * Chooses the paths, makes the folder, if there is one, and removes what killed runs have left in it.
 *
 * @param names of the files of the input, "-" for standard input
 * @throws InputError if two files of the input have the same name, or if an output exists or would
 * overwrite an input
 */
export async function prepareOutputFiles(
  flags: TagFlags,
  names: readonly string[],
): Promise<OutputPaths> {
  const { output } = flags;
  if (output === undefined) return () => undefined;
  const paths = new Map(names.map((name) => [name, pathsIn(output, name, flags.force)]));
  checkDistinct(paths);
  const all = [...paths.values()].flatMap(({ text, annotations }) => [text, annotations]);
  checkOutputs(tagCommand, flags, '--output', all);
  const existing = flags.force ? undefined : all.find((path) => existsSync(path));
  if (existing !== undefined) {
    throw new InputError(`${existing}: file already exists; use --force to overwrite it`);
  }
  makeFolder(output);
  await removeAbandoned(output, { now: Date.now() });
  return (name) => paths.get(name);
}

function pathsIn(folder: string, name: string, isForced: boolean): FilePaths {
  const stem = name === '-' ? STANDARD_INPUT : basename(name).replace(/\.txt$/, '');
  const [text, annotations] = ['txt', 'ann'].map((ending) => join(folder, `${stem}.${ending}`));
  return { text, annotations, keepsExisting: !isForced };
}

function checkDistinct(paths: ReadonlyMap<string, FilePaths>): void {
  const owners = new Map<string, string>();
  for (const [name, { text }] of paths) {
    const other = owners.get(text);
    if (other !== undefined) {
      throw new InputError(`${text}: --output would write it for ${other} and for ${name}`);
    }
    owners.set(text, name);
  }
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw writeError(error, path);
  }
}
