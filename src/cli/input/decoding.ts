// The encoding of the input, and what is reported about it.
import { toUtf8 } from '../../files/to-utf8.js';
import type { TagFlags } from '../commands/commands.js';
import type { Messages } from '../terminal/messages.js';

export interface Decoding {
  /** @param name of the stream in errors and messages */
  decode(chunks: AsyncIterable<Uint8Array>, name: string): AsyncIterable<Uint8Array>;
  /** Warns of all invalid bytes that were replaced. */
  warn(): void;
}

export function createDecoding(
  { encoding, invalid }: Pick<TagFlags, 'encoding' | 'invalid'>,
  messages: Messages,
): Decoding {
  let count = 0;
  let first = '';
  return {
    decode: (chunks, name) =>
      toUtf8(chunks, name, {
        encoding,
        onMark: (mark) => messages.note(`tagger: ${name}: ${mark}, by its byte order mark\n`),
        onReplaced:
          invalid === 'error'
            ? undefined
            : (replaced, line) => {
                first ||= `${name}:${line}`;
                count += replaced;
              },
      }),
    warn: () => {
      if (count === 0) return;
      const sequences = count === 1 ? '1 invalid byte sequence' : `${count} invalid byte sequences`;
      messages.warn(`replaced ${sequences} by U+FFFD, the first in ${first}`);
    },
  };
}
