// The progress bar of `tagger tag`, which counts the bytes that have been read.
import { fstatSync } from 'node:fs';
import type { Messages } from '../terminal/messages.js';
import { renderDuration, renderMegabytes } from '../terminal/numbers.js';
import type { BarLine } from '../terminal/render-bar.js';
import type { Streams } from '../terminal/streams.js';
import { statsOf } from './input-size.js';

export interface TagProgress {
  /** Passes the chunks on, and moves the bar to where the chunks before are tagged. */
  count(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
  /** Hides the bar, until the next chunk. */
  stop(): void;
}

const noProgress: TagProgress = { count: (chunks) => chunks, stop: () => {} };

/**
 * Without effect unless stderr is a terminal, stdout is a file, and the inputs are files. A pipe
 * may end in a program that prints on the same terminal.
 */
export async function createTagProgress(
  files: readonly string[],
  { stdin, stdout }: Streams,
  { terminal }: Messages,
): Promise<TagProgress> {
  if (!terminal || !isFile(stdout)) return noProgress;
  const byteCount = totalSize(files, stdin.fd);
  if (byteCount === undefined) return noProgress;
  const { createBar } = await import('../terminal/bar.js');
  const bar = createBar(terminal);
  // main.ts ends the program at such an error.
  stdout.prependOnceListener('error', bar.stop);
  const startedAt = performance.now();
  let readCount = 0;
  return {
    count: async function* (chunks) {
      for await (const chunk of chunks) {
        const seconds = (performance.now() - startedAt) / 1000;
        if (readCount > 0) bar.show(readCount, byteCount, barLine(readCount, byteCount, seconds));
        readCount += chunk.length;
        yield chunk;
      }
    },
    stop: bar.stop,
  };
}

function barLine(readCount: number, byteCount: number, seconds: number): BarLine {
  const left = (seconds * Math.max(0, byteCount - readCount)) / readCount;
  const size = `${(readCount / 1e6).toFixed(1)} of ${renderMegabytes(byteCount)}`;
  return { label: 'tagging', details: [`${renderDuration(left)} left`, size] };
}

/** Bytes of all inputs; undefined if one of them is not a file. */
function totalSize(files: readonly string[], stdin: number): number | undefined {
  const inputs = files.length > 0 ? files : ['-'];
  const stats = inputs.map((file) => (file === '-' ? fstatSync(stdin) : statsOf(file)));
  return stats.every((found) => found?.isFile())
    ? stats.reduce((sum, found) => sum + (found?.size ?? 0), 0)
    : undefined;
}

/** Whether the output is a file, or a device that is not a terminal, such as /dev/null. */
function isFile({ fd, isTTY }: Streams['stdout']): boolean {
  const stats = fstatSync(fd);
  return stats.isFile() || (stats.isCharacterDevice() && !isTTY);
}
