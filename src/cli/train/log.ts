// The log of `tagger train`.
import { openSync, writeSync } from 'node:fs';
import { writeError } from '../../files/system-error.js';

export interface Log {
  /** Writes an object as a line of JSON. */
  add(entry: object): void;
  /** All lines so far. */
  lines(): readonly string[];
}

/**
 * @param path undefined if nothing is written; an existing file is overwritten
 * @param earlier the lines of a training that goes on, which are written again
 */
export function createLog(path: string | undefined, earlier: readonly string[]): Log {
  const lines: string[] = [];
  const write = openLines(path);
  const addLine = (line: string) => {
    lines.push(line);
    write(line);
  };
  earlier.forEach(addLine);
  return { add: (entry) => addLine(JSON.stringify(entry)), lines: () => lines };
}

function openLines(path: string | undefined): (line: string) => void {
  if (path === undefined) return () => {};
  let file: number;
  try {
    file = openSync(path, 'w');
  } catch (error) {
    throw writeError(error, path);
  }
  return (line) => {
    writeSync(file, `${line}\n`);
  };
}
