// Unpacks zstd with fzstd, a small decoder in JavaScript.
//
// The decoder of node:zlib, which Node has from version 22.15 on, stops without an error after the
// first frame and at the end of a file that is cut short. fzstd does neither, but verifies no
// checksums.
import { Decompress } from 'fzstd';

// A few bytes may unpack to many: of a block that repeats one byte, four to 128 KiB.
const PUSHED_BYTES = 512;

/** @throws ZstdError of fzstd for data that is damaged, cut short, or needs too much memory */
export async function* unpackZstdFrames(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let unpacked: Uint8Array[] = [];
  // A block is overwritten by the next.
  const stream = new Decompress((block) => unpacked.push(block.slice()));
  for await (const chunk of chunks) {
    for (let start = 0; start < chunk.length; start += PUSHED_BYTES) {
      stream.push(chunk.slice(start, start + PUSHED_BYTES));
      yield* unpacked;
      unpacked = [];
    }
  }
  stream.push(new Uint8Array(), true);
  yield* unpacked;
}
