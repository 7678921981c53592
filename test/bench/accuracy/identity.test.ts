import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createIdentify, fingerprintBuild } from '../../../bench/accuracy/identity.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'identity-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, content: string) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

test('scripts and kernels identify a build, and declarations do not', () => {
  mkdirSync(join(folder, 'kernels'));
  write('index.js', '1');
  write('kernels/exact.wasm', '2');
  const before = fingerprintBuild(folder);
  expect(before).toMatch(/^[0-9a-f]{12}$/);
  write('index.d.ts', '3');
  expect(fingerprintBuild(folder)).toBe(before);
  write('kernels/exact.wasm', '4');
  expect(fingerprintBuild(folder)).not.toBe(before);
});

const run = { corpus: 'teddy', withVectors: true, flags: [], seed: 1 } as const;

test('the bytes of the vectors identify a run, not their name', () => {
  const files = { vectors: write('vectors.txt', 'a 1'), baseModel: 'absent.safetensors' };
  const before = createIdentify('build', files)(run);
  expect(createIdentify('build', files)(run)).toEqual(before);
  write('vectors.txt', 'a 2');
  expect(createIdentify('build', files)(run)).not.toEqual(before);
});

test('a run from a base model is identified by the SHA-256 of the model', () => {
  const files = { vectors: 'absent.txt', baseModel: write('en.safetensors', 'abc') };
  const fromModel = { ...run, withVectors: false, fromModel: true };
  const before = createIdentify('build', files)(fromModel);
  // The digest of "abc" in FIPS 180-2.
  expect(before.inputs.at(-1)).toBe('ba7816bf8f01');
  write('en.safetensors', 'abd');
  expect(createIdentify('build', files)(fromModel)).not.toEqual(before);
});

test('neither vectors nor base model identify a run without them', () => {
  const files = { vectors: 'absent.txt', baseModel: 'absent.safetensors' };
  const { build, inputs } = createIdentify('build', files)({ ...run, withVectors: false });
  expect(build).toBe('build');
  expect(inputs).toHaveLength(2);
});
