import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { LabeledSentence } from '../../src/corpora/conll.js';
import {
  hashEntities,
  knownEntitiesOf,
  unionOfEntities,
} from '../../src/model/training-entities.js';

// CRC-32 of ISO 3309, bit by bit.
function checksum(text: string): number {
  let crc = 0xffffffff;
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ ((crc & 1) * 0xedb88320);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

const entity = fc.record({
  tokens: fc.array(fc.stringMatching(/^[a-zÉ\u{1f9f8}]{1,3}$/u), { minLength: 1, maxLength: 3 }),
  label: fc.constantFrom('PER', 'LOC'),
});

type Entity = { readonly tokens: readonly string[]; readonly label: string };

const sentenceOf = ({ tokens, label }: Entity): LabeledSentence => ({
  tokens: ['The', ...tokens, '.'],
  spans: [{ label, start: 1, end: 1 + tokens.length }],
  line: 1,
});

test('hashes are CRC-32 of the text, and of the text, a tab and the type, ascending', () => {
  const hashes = hashEntities([sentenceOf({ tokens: ['Zoé', 'B.'], label: 'PER' })]);
  const expected = [checksum('Zoé B.'), checksum('Zoé B.\tPER')].sort((a, b) => a - b);
  expect([...hashes]).toEqual(expected);
});

test('exactly the entities of the sentences are known, with their types', () => {
  fc.assert(
    fc.property(fc.array(entity), fc.array(entity), (trained, others) => {
      const known = knownEntitiesOf(hashEntities(trained.map(sentenceOf)));
      for (const { tokens, label } of [...trained, ...others]) {
        const text = tokens.join(' ');
        const same = trained.filter((entity) => entity.tokens.join(' ') === text);
        expect(known.hasAnyType(text)).toBe(same.length > 0);
        expect(known.has(text, label)).toBe(same.some((entity) => entity.label === label));
      }
    }),
    // A chance hit among so few hashes would be one in millions; the seed keeps it from coming and going.
    { seed: 1 },
  );
});

test('the union has the hashes of both, ascending and each once', () => {
  const union = unionOfEntities(Uint32Array.of(3, 10, 2 ** 31), Uint32Array.of(2, 3));
  expect(union).toEqual(Uint32Array.of(2, 3, 10, 2 ** 31));
  expect(unionOfEntities(new Uint32Array(), new Uint32Array())).toEqual(new Uint32Array());
});
