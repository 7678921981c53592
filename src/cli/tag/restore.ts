// `tagger tag --restore`: puts the names of a mapping back into redacted text.
import { InputError } from '../../errors.js';
import { readWholeFile } from '../../files/read-whole-file.js';
import { unpack } from '../../files/unpack.js';
import { parseMapping } from '../../redaction/mapping.js';
import { replaceStandIns } from '../../redaction/stand-ins.js';
import { renderCount } from '../terminal/numbers.js';
import { type Streams, write } from '../terminal/streams.js';
import { openInput } from './input-bytes.js';
import { readLines } from './read-lines.js';

/**
 * Restores the files one after another, or the standard input. A stand-in that the mapping does not
 * have is kept.
 *
 * @throws InputError at the end if stand-ins were kept
 */
export async function runRestore(
  mapping: string,
  files: readonly string[],
  { stdin, stdout }: Streams,
): Promise<number> {
  const originals = parseMapping((await readWholeFile(mapping)).content, mapping);
  let keptCount = 0;
  let firstKept = '';
  for (const path of files.length > 0 ? files : ['-']) {
    const { name, bytes } = openInput(path, stdin);
    for await (const lines of readLines(unpack(bytes, name), name)) {
      let restored = '';
      for (const { text, end, lineNumber } of lines) {
        const originalOf = (standIn: string) => {
          const original = originals.get(standIn);
          if (original !== undefined) return original;
          if (keptCount++ === 0) firstKept = `${name}:${lineNumber}: ${standIn}`;
          return standIn;
        };
        restored += replaceStandIns(text, originalOf) + end;
      }
      await write(stdout, restored);
    }
  }
  if (keptCount === 0) return 0;
  const rest =
    keptCount === 1
      ? '; kept as it is'
      : `, and ${renderCount(keptCount - 1, 'other')}; kept as they are`;
  throw new InputError(`${firstKept} is not in ${mapping}${rest}`);
}
