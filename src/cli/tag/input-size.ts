// Whether the input is large enough to be worth the start-up cost of optimizations.
import { once } from 'node:events';
import { fstatSync, type Stats, statSync } from 'node:fs';
import type { Streams } from '../terminal/streams.js';

const LARGE_BYTES = 1 << 15;

/**
 * Judges files by their sizes, and a pipe by what arrives first. Unreadable files count as small;
 * the reader reports them.
 */
export async function isLargeInput(
  files: readonly string[],
  stdin: Streams['stdin'],
): Promise<boolean> {
  let byteCount = 0;
  for (const file of files.length > 0 ? files : ['-']) {
    byteCount += file === '-' ? await stdinSize(stdin) : sizeOf(file);
    if (byteCount >= LARGE_BYTES) return true;
  }
  return false;
}

const sizeOf = (file: string) => statsOf(file)?.size ?? 0;

/** Undefined for a file that cannot be read, which its reader reports. */
export function statsOf(file: string): Stats | undefined {
  try {
    return statSync(file);
  } catch {
    return undefined;
  }
}

/** The size of a redirected file, or what a pipe has delivered so far. */
async function stdinSize(stdin: Streams['stdin']): Promise<number> {
  const stats = fstatSync(stdin.fd);
  if (stats.isFile()) return stats.size;
  // There is no waiting for somebody who types at a terminal.
  if (stdin.isTTY || !(stats.isFIFO() || stats.isSocket())) return 0;
  await once(stdin, 'readable').catch(() => undefined);
  return stdin.readableLength;
}
