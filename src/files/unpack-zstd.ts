// Unpacks zstd with fzstd, a small decoder in JavaScript.
//
// The decoder of node:zlib, which Node has from version 22.15 on, stops without an error after the
// first frame and at the end of a file that is cut short. fzstd does neither, but verifies no
// checksums.
import { Decompress } from 'fzstd';
import { InputError } from '../errors.js';
import { ZstdWindows } from './zstd-windows.js';

// A few bytes may unpack to many: of a block that repeats one byte, four to 128 KiB.
const PUSHED_BYTES = 512;

// That of the command zstd, unless --long asks for more.
const LARGEST_WINDOW = 1 << 27;

/**
 * @param name of the stream in errors
 * @throws InputError for a frame that needs too much memory; ZstdError of fzstd for data that is
 * damaged or cut short
 */
export async function* unpackZstdFrames(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
): AsyncGenerator<Uint8Array> {
  let unpacked: Uint8Array[] = [];
  const windows = new ZstdWindows();
  // A block is overwritten by the next.
  const stream = new Decompress((block) => unpacked.push(block.slice()));
  for await (const chunk of chunks) {
    for (let start = 0; start < chunk.length; start += PUSHED_BYTES) {
      const part = chunk.slice(start, start + PUSHED_BYTES);
      windows.add(part);
      if (windows.largest > LARGEST_WINDOW) {
        throw new InputError(`${name}: the zstd file needs a window of more than 128 MiB`);
      }
      stream.push(part);
      yield* unpacked;
      unpacked = [];
    }
  }
  stream.push(new Uint8Array(), true);
  yield* unpacked;
}
