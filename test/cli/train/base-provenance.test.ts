import { expect, test } from '@jest/globals';
import { ancestorOf } from '../../../src/cli/train/base-provenance.js';

const file = { name: 'm.safetensors', sha256: 'abc' };

test('a model is remembered by name, fingerprint and origin', () => {
  const provenance = { training: { seed: 1 }, runs: { seeds: [1, 2], dev: [null, 50] } };
  expect(ancestorOf({ ...file, provenance })).toEqual({ ...file, provenance });
});

test('of the model before it name and fingerprint are enough', () => {
  const before = { name: 'a', sha256: '1', provenance: { from: { name: 'b', sha256: '2' } } };
  expect(ancestorOf({ ...file, provenance: { seed: 1, from: before } })).toEqual({
    ...file,
    provenance: { seed: 1, from: { name: 'a', sha256: '1' } },
  });
  // Any JSON may stand there.
  expect(ancestorOf({ ...file, provenance: { from: [1] } })).toEqual({ ...file, provenance: {} });
});

test('an origin nested as deep as a file may hold is cut, so that the next file can be read', () => {
  let provenance: Record<string, unknown> = {};
  for (let level = 0; level < 97; level++)
    provenance = { deeper: level % 2 ? [provenance] : provenance };
  const text = JSON.stringify(ancestorOf({ ...file, provenance }));
  const depth = text.match(/[[{]/g)!.length;
  expect(depth).toBeGreaterThan(5);
  expect(depth).toBeLessThan(20);
});
