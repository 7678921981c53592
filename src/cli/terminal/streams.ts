// The streams of a command: results go to stdout, everything else to stderr.
import { once } from 'node:events';

export type Streams = Pick<NodeJS.Process, 'stdin' | 'stdout' | 'stderr'>;

/** Writes a text, and waits if the reader is slower. */
export async function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  if (text !== '' && !stream.write(text)) await once(stream, 'drain');
}
