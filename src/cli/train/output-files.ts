// The files `tagger train` writes beside the model, and whether the model can be written at all: asked before an hour
// of training, not after.
import { accessSync, constants, existsSync, openSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { InputError } from '../../errors.js';
import { otherThanFile, writeError } from '../../files/system-error.js';

/** Refuses a model path that exists, unless forced, or that cannot be written. */
export function checkOutput(path: string, isForced: boolean): void {
  checkWritable(path, 'the model');
  if (!isForced && existsSync(path)) {
    throw new InputError(`${path}: expected no file there, found one: --force replaces it`);
  }
}

/** @param what is to be written there, for the error */
export function checkWritable(path: string, what: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  const other = found && otherThanFile(found);
  if (other) throw new InputError(`${path}: expected a file to write ${what} to, found ${other}`);
  const folder = dirname(path);
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    throw new InputError(
      `${path}: expected a folder that can be written to, found none: ${folder}`,
    );
  }
}

/** Appends one JSON object a line; the file is emptied first. */
export function createLog(path: string | undefined): (entry: object) => void {
  if (path === undefined) return () => {};
  let file: number;
  try {
    file = openSync(path, 'w');
  } catch (error) {
    throw writeError(error, path);
  }
  return (entry) => {
    writeSync(file, `${JSON.stringify(entry)}\n`);
  };
}
