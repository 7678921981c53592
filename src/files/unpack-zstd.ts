// Unpacks zstd where Node cannot, with fzstd: a small decoder in JavaScript, which does not verify
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
