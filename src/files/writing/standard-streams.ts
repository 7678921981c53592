// Recognition of the files that the shell has given to the program as its output.
import { fstatSync, type Stats } from 'node:fs';

const STREAMS = [
  [1, 'the standard output'],
  [2, 'the standard error output'],
] as const;

/** The name of the stream that is redirected to this file, or undefined. */
export function standardStreamOf({ dev, ino }: Stats): string | undefined {
  return STREAMS.find(([number]) => {
    const found = statsOf(number);
    return found !== undefined && found.dev === dev && found.ino === ino;
  })?.[1];
}

/** Undefined if the stream is closed. */
function statsOf(number: number): Stats | undefined {
  try {
    return fstatSync(number);
  } catch {
    return undefined;
  }
}
