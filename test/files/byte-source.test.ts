import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openSource } from '../../src/files/byte-source.js';
import { hashFile } from '../../src/files/hash-file.js';
import { utf8Lines } from '../../src/files/utf8-lines.js';

const folder = mkdtempSync(join(tmpdir(), 'source-'));
const path = join(folder, 'file');
afterAll(() => rmSync(folder, { recursive: true }));

const bytesOf = (chunks: Iterable<Uint8Array>) =>
  Buffer.concat(Array.from(chunks, (chunk) => Buffer.from(chunk)));

test.each([
  ['plain', (content: Buffer) => content],
  ['gzipped', (content: Buffer) => gzipSync(content)],
])(
  'a %s file has the same bytes each time, and its checksum is of the stored ones',
  async (_, store) => {
    const content = Buffer.from('Zürich B-LOC\n'.repeat(20_000));
    writeFileSync(path, store(content));
    const source = await openSource(path);
    expect(bytesOf(source.chunks()).equals(content)).toBe(true);
    expect(bytesOf(source.chunks()).equals(content)).toBe(true);
    expect(source.sha256).toBe(await hashFile(path));
  },
);

test('a file that changes between two readings is refused', async () => {
  writeFileSync(path, 'a O\n');
  const source = await openSource(path);
  appendFileSync(path, 'b O\n');
  expect(() => bytesOf(source.chunks())).toThrow(`${path}: the file has changed while it was read`);
});

test('a folder and a missing file are refused', async () => {
  await expect(openSource(folder)).rejects.toThrow(`${folder}: expected a file, found a folder`);
  await expect(openSource(join(folder, 'none'))).rejects.toThrow('no such file');
});

test('lines do not depend on where chunks are cut', () => {
  const lines = fc.array(fc.constantFrom('', 'a O', 'Zürich 🧸', 'x\u00a0y', '\ufeff'), {
    maxLength: 8,
  });
  fc.assert(
    fc.property(lines, fc.constantFrom('\n', '\r\n'), fc.nat(9), (parts, end, size) => {
      const content = Buffer.from(parts.join(end));
      const chunks: Buffer[] = [];
      for (let start = 0; start < content.length; start += size + 1) {
        chunks.push(content.subarray(start, start + size + 1));
      }
      expect([...utf8Lines(chunks, 'f')]).toEqual([...utf8Lines(content, 'f')]);
    }),
  );
});
