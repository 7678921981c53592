// The first bytes of a stream, which show what it holds.

type Chunks = AsyncIterable<Uint8Array>;

const START_BYTES = 4;
// A stream that begins otherwise is not waited for: somebody may be typing it.
const COMPRESSED_OR_MARKED = [0x1f, 0x28, 0x50, 0xfe, 0xff, 0x00];

export interface StartedStream {
  /** The first bytes, at least four unless the stream is shorter or begins as ordinary text. */
  readonly start: Uint8Array;
  /** The whole stream. */
  readonly all: Chunks;
}

export async function startingWith(chunks: Chunks): Promise<StartedStream> {
  const iterator = chunks[Symbol.asyncIterator]();
  let start: Uint8Array = new Uint8Array();
  while (start.length < START_BYTES) {
    if (start.length > 0 && !COMPRESSED_OR_MARKED.includes(start[0])) break;
    const { done, value } = await iterator.next();
    if (done) break;
    start = start.length === 0 ? value : Buffer.concat([start, value]);
  }
  return { start, all: rejoin(start, iterator) };
}

async function* rejoin(
  start: Uint8Array,
  iterator: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    if (start.length > 0) yield start;
    yield* { [Symbol.asyncIterator]: () => iterator };
  } finally {
    await iterator.return?.();
  }
}
