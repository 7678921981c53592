import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { limitingHeap } from '../../../src/cli/process/v8-flags.js';

async function* eachOf(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

const lengths = fc.array(fc.constantFrom(0, 1, 4095, 4096, 32767, 32768, 65536, 65537), {
  maxLength: 4,
});

test('all bytes are passed on in their order, those of a large first chunk in small pieces', async () => {
  await fc.assert(
    fc.asyncProperty(lengths, async (lengthsOfChunks) => {
      const chunks = lengthsOfChunks.map((length, chunk) =>
        new Uint8Array(length).map((_, place) => (7 * chunk + place) % 251),
      );
      const passed: Uint8Array[] = [];
      for await (const piece of limitingHeap(eachOf(chunks))) passed.push(piece);
      expect(Buffer.concat(passed).equals(Buffer.concat(chunks))).toBe(true);
      const [first = 0] = lengthsOfChunks;
      if (first >= 32768) expect(passed[0].length).toBeLessThan(first);
      else if (first > 0) expect(passed[0].length).toBe(first);
    }),
    { numRuns: 30 },
  );
});
