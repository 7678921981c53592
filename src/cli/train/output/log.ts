// The log of `tagger train`.
import { ftruncateSync, openSync, writeSync } from 'node:fs';
import { writeError } from '../../../files/system-error.js';
import type { Messages } from '../../terminal/messages.js';

export interface Log {
  /** Writes an object as a line of JSON. */
  write(entry: object): void;
  /** All lines so far, also those that could not be written. */
  lines(): readonly string[];
  /** Whether the log lacks lines, because the file could not be written. */
  isIncomplete(): boolean;
}

export interface LogOptions {
  /** Lines of the interrupted training that goes on, which are written again. */
  readonly earlier: readonly string[];
  readonly messages: Pick<Messages, 'error'>;
}

/**
 * Opens the log; an existing file is overwritten. If a line cannot be written, an error is printed
 * and the log ends before this line: the training is worth more.
 *
 * @param path undefined if no file is written
 * @throws InputError if the file cannot be opened
 */
export function createLog(path: string | undefined, { earlier, messages }: LogOptions): Log {
  const lines: string[] = [];
  const file = path === undefined ? undefined : openLines(path, messages);
  const add = (line: string) => {
    lines.push(line);
    file?.write(line);
  };
  earlier.forEach(add);
  return {
    write: (entry) => add(JSON.stringify(entry)),
    lines: () => lines,
    isIncomplete: () => file?.isIncomplete() ?? false,
  };
}

function openLines(path: string, messages: Pick<Messages, 'error'>) {
  let isIncomplete = false;
  const file = open(path);
  let byteCount = 0;
  return {
    write: (line: string) => {
      if (isIncomplete) return;
      try {
        byteCount += writeLine(file, `${line}\n`);
      } catch (error) {
        isIncomplete = true;
        const reason = writeError(error, path);
        if (reason === error) throw error;
        cutOff(file, byteCount);
        messages.error(`${(reason as Error).message}; the log ends here, the training goes on`);
      }
    },
    isIncomplete: () => isIncomplete,
  };
}

function open(path: string): number {
  try {
    return openSync(path, 'w');
  } catch (error) {
    throw writeError(error, path);
  }
}

/** Returns the number of bytes. */
function writeLine(file: number, line: string): number {
  const bytes = Buffer.from(line);
  let written = 0;
  // A disk that fills up takes a part.
  while (written < bytes.length) written += writeSync(file, bytes, written);
  return bytes.length;
}

function cutOff(file: number, byteCount: number): void {
  try {
    ftruncateSync(file, byteCount);
  } catch {
    // A pipe or device has no end to cut off.
  }
}
