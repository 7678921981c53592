import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from '@jest/globals';
import { InputError } from '../../src/errors.js';
import { UNCHECKED_BYTES } from '../../src/files/gzip.js';
import { readWholeFile } from '../../src/files/read-whole-file.js';
import { runTagger } from '../e2e/run-tagger.js';
import { bomb, largestZeros } from './gzip-bombs.js';

const folder = mkdtempSync(join(tmpdir(), 'teddy-'));
afterAll(() => rmSync(folder, { recursive: true }));

function written(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function refusal(path: string): Promise<string> {
  const error = await readWholeFile(path).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(InputError);
  return (error as InputError).message;
}

test('a plain file is read as it is, with its checksum', async () => {
  const { content, sha256 } = await readWholeFile(written('plain', 'abc'));
  expect(Buffer.from(content).toString()).toBe('abc');
  expect(sha256).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

test('a gzip file is detected by its bytes, whatever its name, and may have several members', async () => {
  const members = Buffer.concat([gzipSync('one '), gzipSync('two')]);
  const { content } = await readWholeFile(written('members.conll', members));
  expect(Buffer.from(content).toString()).toBe('one two');
});

test('the checksum of a gzip file is that of the bytes on disk', async () => {
  const packed = Buffer.from('H4sIAAAAAAACA0tMSgYAwkEkNQMAAAA=', 'base64');
  const { content, sha256 } = await readWholeFile(written('abc.gz', packed));
  expect(Buffer.from(content).toString()).toBe('abc');
  expect(sha256).toBe('0e595b139299cc148895fcdf42cb286dbc9230bd303f416289e2e98bf4a5bb46');
});

test('a missing file is refused', async () => {
  const path = join(folder, 'missing');
  expect(await refusal(path)).toBe(`${path}: no such file`);
});

test('a path through a file is refused', async () => {
  const path = join(written('file', ''), 'below');
  expect(await refusal(path)).toBe(`${path}: expected a folder in the path, found a file`);
});

test('a folder is refused', async () => {
  expect(await refusal(folder)).toBe(`${folder}: expected a file, found a folder`);
});

test('a file too large to read whole is refused', async () => {
  const path = written('large', '');
  truncateSync(path, 2 ** 31);
  expect(await refusal(path)).toBe(
    `${path}: expected a file of less than 2 GiB, found a larger one`,
  );
});

test.each([2, 9, 12, 21])('a gzip file cut after %i bytes is refused', async (length) => {
  const path = written('cut.gz', gzipSync('abc').subarray(0, length));
  expect(await refusal(path)).toBe(`${path}: the gzip file is cut short`);
});

test('a gzip file with a wrong checksum is refused', async () => {
  const packed = gzipSync('abc');
  packed[packed.length - 8] ^= 1;
  const path = written('damaged.gz', packed);
  expect(await refusal(path)).toBe(`${path}: the gzip file is damaged (incorrect data check)`);
});

test('a gzip file that unpacks to more than a hundred times its size is refused', async () => {
  const path = written('bomb.gz', bomb);
  expect(await refusal(path)).toBe(
    `${path}: expected a gzip file that unpacks to at most 100 times its size, found one that unpacks to more`,
  );
});

test('a small gzip file may unpack to any number of times its size', async () => {
  const { content } = await readWholeFile(written('zeros.gz', largestZeros));
  expect(content.length).toBe(UNCHECKED_BYTES);
});

// The real program, because a reading without an end would stop the tests.
test('a device without an end is refused', () => {
  const { exitCode, stderr } = runTagger(['train', '/dev/zero', '--output', join(folder, 'm')]);
  expect(stderr).toBe('tagger: /dev/zero: expected lines, found 64 MiB without a line end\n');
  expect(exitCode).toBe(1);
});
