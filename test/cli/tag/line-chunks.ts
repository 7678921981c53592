// Chunks of lines, for tests of their readers.

import type { Line } from '../../../src/cli/formats/passage.js';

export async function* chunksOf<Chunk>(...chunks: readonly Chunk[]): AsyncGenerator<Chunk> {
  yield* chunks;
}

/** The lines of a text, in chunks of so many lines. */
export async function* lineChunks(text: string, chunkSize = 3): AsyncGenerator<Line[]> {
  const lines = [...text.matchAll(/([^\n]*?)(\r?\n|$(?!\n))/gs)]
    .map(([, line, end]) => ({ text: line, end: end as Line['end'] }))
    .filter((line) => line.text + line.end !== '')
    .map((line, index) => ({ ...line, lineNumber: index + 1 }));
  for (let start = 0; start < lines.length; start += chunkSize) {
    yield lines.slice(start, start + chunkSize);
  }
}

export async function collect<Value>(chunks: AsyncIterable<Iterable<Value>>): Promise<Value[]> {
  const values: Value[] = [];
  for await (const chunk of chunks) values.push(...chunk);
  return values;
}
