// What a format writes around its records, around those of each file, and between them.
import { setImmediate } from 'node:timers/promises';
import type { Frame } from '../formats/format.js';
import { type Streams, write, writeStyled } from '../terminal/streams.js';

type Output = Streams['stdout'];

/**
 * Writes the beginning and the end of the whole output around what `writeFiles` writes. The end
 * comes even after an error, so that what was written before it can be read.
 */
export async function writeFramed(
  format: Frame,
  stdout: Output,
  writeFiles: () => Promise<void>,
): Promise<void> {
  const put = writerOf(format);
  await put(stdout, format.begin?.() ?? '');
  try {
    await writeFiles();
  } finally {
    await put(stdout, format.end?.() ?? '');
  }
}

export interface TaggedFile {
  /** As on the command line, "-" for standard input. */
  readonly name: string;
  readonly isOnly: boolean;
  readonly rendered: AsyncIterable<string>;
}

/** Writes the records of a file, with the format's beginning and end of a file. */
export async function writeFile(
  format: Frame,
  stdout: Output,
  { name, isOnly, rendered }: TaggedFile,
): Promise<void> {
  const put = writerOf(format);
  await put(stdout, format.beginFile?.(name, isOnly) ?? '');
  let isWhole = false;
  try {
    for await (const text of rendered) {
      await put(stdout, text);
      await format.flush?.();
      // Without this, a signal would wait for the end of what has been read.
      await setImmediate();
    }
    isWhole = true;
  } finally {
    await put(stdout, (await format.endFile?.(isWhole)) ?? '');
  }
}

const writerOf = ({ isStyled }: Frame) => (isStyled ? writeStyled : write);
