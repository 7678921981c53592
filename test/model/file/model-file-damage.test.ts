import { writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { InputError } from '../../../src/errors.js';
import { readModel } from '../../../src/model/file/model-file.js';
import { refusalOf, spoiltPath, whole } from './damaged-model.js';

test('a model cut short anywhere is refused', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: whole.length - 1 }), async (length) => {
      writeFileSync(spoiltPath, whole.subarray(0, length));
      expect(await refusalOf(readModel(spoiltPath, 'exact'))).toContain(spoiltPath);
    }),
    { numRuns: 100, examples: [[0], [7], [8], [9], [whole.length - 1]] },
  );
});

test('a model with a byte too much is refused', async () => {
  writeFileSync(spoiltPath, Buffer.concat([whole, Buffer.alloc(1)]));
  expect(await refusalOf(readModel(spoiltPath, 'exact'))).toBe(
    `${spoiltPath}: expected the file to end with the last tensor, found bytes after it`,
  );
});

// Bytes of the header half of the time: most of the file are weights, where every number but the infinite is good.
const headerEnd = 8 + whole.readUInt32LE(0);
const place = fc.oneof(fc.nat({ max: headerEnd - 1 }), fc.nat({ max: whole.length - 1 }));
const damage = fc.array(fc.tuple(place, fc.integer({ min: 1, max: 255 })), {
  minLength: 1,
  maxLength: 4,
});

test('a damaged model is refused in a sentence, or tags all the same', async () => {
  await fc.assert(
    fc.asyncProperty(damage, async (damage) => {
      const bytes = Buffer.from(whole);
      for (const [place, mask] of damage) bytes[place] ^= mask;
      writeFileSync(spoiltPath, bytes);
      const read = await readModel(spoiltPath, 'exact').catch((error: unknown) => error);
      if (read instanceof InputError) expect(read.message).toContain(spoiltPath);
      else if (read instanceof Error) throw read;
      else {
        const { tagger } = read as Awaited<ReturnType<typeof readModel>>;
        expect(tagger.tagSentences([['a', 'v', 'b', 'zzz', '\u{1f9f8}']])).toHaveLength(1);
      }
    }),
    { numRuns: 400 },
  );
});
