// `tagger tag --restore`: puts the names of a mapping back into redacted text.
import { InputError } from '../../errors.js';
import { readWholeFile } from '../../files/read-whole-file.js';
import { unpack } from '../../files/unpack.js';
import { parseMapping } from '../../redaction/mapping.js';
import { replaceStandIns } from '../../redaction/stand-ins.js';
import type { TagFlags } from '../commands/commands.js';
import { createDecoding } from '../input/decoding.js';
import { createMessages } from '../terminal/messages.js';
import { renderCount } from '../terminal/numbers.js';
import { type Streams, write } from '../terminal/streams.js';
import { openInput } from './input-bytes.js';
import { readLines } from './read-lines.js';

type RestoreFlags = Pick<TagFlags, 'files' | 'encoding' | 'invalid' | 'quiet'>;

/**
 * Restores the files one after another, or the standard input. A stand-in that the mapping does not
 * have is kept, and a file that cannot be read to its end is reported.
 *
 * @returns the exit code
 */
export async function runRestore(
  mapping: string,
  flags: RestoreFlags,
  { stdin, stdout, stderr }: Streams,
): Promise<number> {
  const restorer = createRestorer((await readWholeFile(mapping)).content, mapping);
  const messages = createMessages(stderr, flags.quiet);
  const decoding = createDecoding(flags, messages);
  let isComplete = true;
  for (const path of flags.files.length > 0 ? flags.files : ['-']) {
    try {
      const { name, bytes } = openInput(path, stdin);
      for await (const lines of readLines(decoding.decode(unpack(bytes, name), name), name)) {
        let restored = '';
        for (const { text, end, lineNumber } of lines) {
          restored += restorer.restore(text, `${name}:${lineNumber}`) + end;
        }
        await write(stdout, restored);
      }
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      messages.error(error.message);
      isComplete = false;
    }
  }
  decoding.warn();
  const kept = restorer.kept();
  if (kept !== undefined) messages.error(kept);
  return isComplete && kept === undefined ? 0 : 1;
}

interface Restorer {
  /** @param where the line, in the message */
  restore(text: string, where: string): string;
  /** A message about the stand-ins that the mapping does not have, if there were any. */
  kept(): string | undefined;
}

function createRestorer(content: Uint8Array, mapping: string): Restorer {
  const originals = parseMapping(content, mapping);
  let keptCount = 0;
  let firstKept = '';
  return {
    restore: (text, where) =>
      replaceStandIns(text, (standIn) => {
        const original = originals.get(standIn);
        if (original !== undefined) return original;
        if (keptCount++ === 0) firstKept = `${where}: ${standIn}`;
        return standIn;
      }),
    kept: () => {
      if (keptCount === 0) return undefined;
      const rest =
        keptCount === 1
          ? '; kept as it is'
          : `, and ${renderCount(keptCount - 1, 'other')}; kept as they are`;
      return `${firstKept} is not in ${mapping}${rest}`;
    },
  };
}
