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

test('a build is another where a script or kernel below it is, and not where a declaration is', () => {
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

test('a run is another where its vectors are, though their file has the same name', () => {
  const beginnings = { vectors: write('vectors.txt', 'a 1'), startingModel: 'absent.safetensors' };
  const before = createIdentify('build', beginnings)(run);
  expect(createIdentify('build', beginnings)(run)).toEqual(before);
  write('vectors.txt', 'a 2');
  expect(createIdentify('build', beginnings)(run)).not.toEqual(before);
});

test('a run from a model is another where the model is, and known by its SHA-256', () => {
  const beginnings = { vectors: 'absent.txt', startingModel: write('en.safetensors', 'abc') };
  const fromModel = { ...run, withVectors: false, fromModel: true };
  const before = createIdentify('build', beginnings)(fromModel);
  // The digest of "abc" in FIPS 180-2.
  expect(before.inputs.at(-1)).toBe('ba7816bf8f01');
  write('en.safetensors', 'abd');
  expect(createIdentify('build', beginnings)(fromModel)).not.toEqual(before);
});

test('neither the vectors nor the model matter to a run without them', () => {
  const beginnings = { vectors: 'absent.txt', startingModel: 'absent.safetensors' };
  const { build, inputs } = createIdentify('build', beginnings)({ ...run, withVectors: false });
  expect(build).toBe('build');
  expect(inputs).toHaveLength(2);
});
