// Writes a file piece by piece; it is there only once it is whole.
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { type WriteOptions, writeFileAtomically } from './write-file.js';

export interface FileWriter {
  write(text: string): void;
  /**
   * Waits until most of what was written is on its way to the disk.
   *
   * @throws InputError if the file cannot be written
   */
  flush(): Promise<void>;
  /** Puts the file in its place. @throws InputError if it cannot be written */
  close(): Promise<void>;
  /** Leaves no file, and an existing one as it is. */
  discard(): Promise<void>;
}

export function openFileWriter(path: string, options?: WriteOptions): FileWriter {
  const pieces = new PassThrough();
  const written = writeFileAtomically(path, pieces, options);
  // What fails is thrown by the next call.
  written.catch(() => {});
  pieces.on('error', () => {});
  return {
    write: (text) => {
      if (!pieces.destroyed) pieces.write(text);
    },
    flush: async () => {
      if (pieces.destroyed) await written;
      else if (pieces.writableNeedDrain) await Promise.race([once(pieces, 'drain'), written]);
    },
    close: async () => {
      pieces.end();
      await written;
    },
    discard: async () => {
      pieces.destroy(new Error(`${path}: discarded`));
      await written.catch(() => {});
    },
  };
}
