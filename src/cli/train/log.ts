// The log of `tagger train`.
import { openSync, writeSync } from 'node:fs';
import { writeError } from '../../files/system-error.js';

/** Returns a function that writes an object as a line of JSON; an existing file is overwritten. */
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
