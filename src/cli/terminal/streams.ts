// The streams of a command: results go to stdout, everything else to stderr.
import { once } from 'node:events';
import { escapeText } from './escape.js';

export type Streams = Pick<NodeJS.Process, 'stdin' | 'stdout' | 'stderr'>;

/**
 * Writes a text, and waits if the reader is slower. On a terminal, control characters of the text
 * are replaced.
 */
export async function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  await writeStyled(stream, stream.isTTY ? escapeText(text) : text);
}

/** Writes a text with escape sequences of ours. It may have no others. */
export async function writeStyled(stream: NodeJS.WriteStream, text: string): Promise<void> {
  if (text !== '' && !stream.write(text)) await once(stream, 'drain');
}
