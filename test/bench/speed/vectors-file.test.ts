import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { unpackVectors } from '../../../bench/speed/vectors-file.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vectors-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

test('a gzipped file is unpacked to the copy', async () => {
  const [packed, copy] = ['vectors.gz', 'vectors'].map((name) => join(folder, name));
  writeFileSync(packed, gzipSync('a 1 2\n'));
  expect(await unpackVectors(packed, copy)).toBe(copy);
  expect(readFileSync(copy, 'utf8')).toBe('a 1 2\n');
});

test('a plain file is used as it is', async () => {
  expect(await unpackVectors('vectors.txt', join(folder, 'none'))).toBe('vectors.txt');
});
