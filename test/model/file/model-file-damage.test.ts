import { writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { InputError } from '../../../src/errors.js';
import { readModel } from '../../../src/model/file/model-file.js';
import { damagedPath, refusalOf, whole } from './damaged-model.js';

test('a model cut short anywhere is refused', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: whole.length - 1 }), async (length) => {
      writeFileSync(damagedPath, whole.subarray(0, length));
      expect(await refusalOf(readModel(damagedPath, 'exact'))).toContain(damagedPath);
    }),
    { numRuns: 100, examples: [[0], [7], [8], [9], [whole.length - 1]] },
  );
});

test('a model with an extra byte is refused', async () => {
  writeFileSync(damagedPath, Buffer.concat([whole, Buffer.alloc(1)]));
  expect(await refusalOf(readModel(damagedPath, 'exact'))).toBe(
    `${damagedPath}: expected the file to end with the last tensor, found bytes after it`,
  );
});

// Half of the damage is in the header, since most other bytes are weights, where nearly any number
// is valid.
const headerEnd = 8 + whole.readUInt32LE(0);
const place = fc.oneof(fc.nat({ max: headerEnd - 1 }), fc.nat({ max: whole.length - 1 }));
const damage = fc.array(fc.tuple(place, fc.integer({ min: 1, max: 255 })), {
  minLength: 1,
  maxLength: 4,
});

test('a damaged model is refused in a sentence, or still tags', async () => {
  await fc.assert(
    fc.asyncProperty(damage, async (damage) => {
      const bytes = Buffer.from(whole);
      for (const [place, mask] of damage) bytes[place] ^= mask;
      writeFileSync(damagedPath, bytes);
      const read = await readModel(damagedPath, 'exact').catch((error: unknown) => error);
      if (read instanceof InputError) expect(read.message).toContain(damagedPath);
      else if (read instanceof Error) throw read;
      else {
        const { tagger } = read as Awaited<ReturnType<typeof readModel>>;
        expect(tagger.tagSentences([['a', 'v', 'b', 'zzz', '\u{1f9f8}']])).toHaveLength(1);
      }
    }),
    { numRuns: 400 },
  );
});
