// The first bytes of a stream, which show what it holds.

type Chunks = AsyncIterable<Uint8Array>;

const START_BYTES = 4;
// gzip, zstd (frames with content, and those to skip, whose first digit is all that counts), UTF-16
// and UTF-32. More bytes are waited for only as long as a stream may begin so: somebody may be typing
// it.
const KNOWN_STARTS = ['1f8b', '28b52ffd', '5?2a4d18', 'fffe', 'feff', '0000feff'];

export interface StartedStream {
  /** The first bytes: at least four, unless the stream is shorter or its start is no known one. */
  readonly start: Uint8Array;
  /** The whole stream. */
  readonly all: Chunks;
}

export async function startingWith(chunks: Chunks): Promise<StartedStream> {
  const iterator = chunks[Symbol.asyncIterator]();
  let start: Uint8Array = new Uint8Array();
  while (start.length < START_BYTES) {
    if (!mayBeKnown(start)) break;
    const { done, value } = await iterator.next();
    if (done) break;
    start = start.length === 0 ? value : Buffer.concat([start, value]);
  }
  return { start, all: rejoin(start, iterator) };
}

function mayBeKnown(start: Uint8Array): boolean {
  const found = Buffer.from(start).toString('hex');
  return KNOWN_STARTS.some((known) =>
    [...known.slice(0, found.length)].every((digit, at) => digit === '?' || digit === found[at]),
  );
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
