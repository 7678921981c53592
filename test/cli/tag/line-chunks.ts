// Streams for the tests of what reads them.

import type { Line } from '../../../src/cli/formats/format.js';

export async function* batchesOf<Batch>(...batches: readonly Batch[]): AsyncGenerator<Batch> {
  yield* batches;
}

/** The lines of a text, in batches of so many. */
export async function* lineBatches(text: string, batchSize = 3): AsyncGenerator<Line[]> {
  const lines = [...text.matchAll(/([^\n]*?)(\r?\n|$(?!\n))/gs)]
    .map(([, line, end]) => ({ text: line, end: end as Line['end'] }))
    .filter((line) => line.text + line.end !== '');
  for (let start = 0; start < lines.length; start += batchSize) {
    yield lines.slice(start, start + batchSize);
  }
}

export async function collect<Value>(stream: AsyncIterable<Iterable<Value>>): Promise<Value[]> {
  const values: Value[] = [];
  for await (const some of stream) values.push(...some);
  return values;
}
