// The bytes of an input as they arrive.
import { createReadStream, fstatSync } from 'node:fs';
import { fileError } from '../../files/system-error.js';
import type { Streams } from '../terminal/streams.js';

export interface Input {
  /** The name in errors. */
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** @param path or "-" for standard input */
export function openInput(path: string, stdin: Streams['stdin']): Input {
  const name = nameOf(path);
  if (path !== '-') return { name, bytes: withReasons(createReadStream(path), path) };
  return { name, bytes: withReasons(readStandardInput(stdin), name) };
}

/** @param path or "-" for standard input */
export const nameOf = (path: string) => (path === '-' ? 'standard input' : path);

// Node takes a redirected folder for an empty stream.
function readStandardInput(stdin: Streams['stdin']): AsyncIterable<Uint8Array> {
  return fstatSync(stdin.fd).isDirectory() ? createReadStream('', { fd: stdin.fd }) : stdin;
}

/** Turns errors of the system into sentences. */
async function* withReasons(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch (error) {
    throw fileError(error, name);
  }
}
