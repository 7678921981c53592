// Whether there is enough to tag for what pays in the long run only.
import { once } from 'node:events';
import { fstatSync, statSync } from 'node:fs';
import type { Streams } from '../terminal/streams.js';

const MUCH_BYTES = 1 << 15;

/** By the sizes of files, and of a pipe by what comes first. What cannot be read is little: whoever reads it says why. */
export async function isMuch(files: readonly string[], stdin: Streams['stdin']): Promise<boolean> {
  let byteCount = 0;
  for (const file of files.length > 0 ? files : ['-']) {
    byteCount += file === '-' ? await waitingBytes(stdin) : sizeOf(file);
    if (byteCount >= MUCH_BYTES) return true;
  }
  return false;
}

const sizeOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

async function waitingBytes(stdin: Streams['stdin']): Promise<number> {
  const stats = fstatSync(stdin.fd);
  if (stats.isFile()) return stats.size;
  // Who types at a terminal is not waited for.
  if (stdin.isTTY || !(stats.isFIFO() || stats.isSocket())) return 0;
  await once(stdin, 'readable').catch(() => undefined);
  return stdin.readableLength;
}
