import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { openFileWriter } from '../../src/files/file-writer.js';

const folder = mkdtempSync(join(tmpdir(), 'writer-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a file has all pieces once it is closed, and nothing is at its place before', async () => {
  const path = join(folder, 'whole');
  const writer = openFileWriter(path);
  const piece = 'é'.repeat(10_000);
  for (let count = 0; count < 50; count++) {
    writer.write(piece);
    await writer.flush();
  }
  expect(readdirSync(folder)).not.toContain('whole');
  await writer.close();
  expect(readFileSync(path, 'utf8')).toBe(piece.repeat(50));
});

test('a discarded file leaves the old one as it is, and no other', async () => {
  const path = join(folder, 'old');
  writeFileSync(path, 'old');
  const writer = openFileWriter(path);
  writer.write('new');
  await writer.flush();
  await writer.discard();
  expect(readFileSync(path, 'utf8')).toBe('old');
  expect(readdirSync(folder).filter((name) => name.startsWith('old'))).toEqual(['old']);
});

test('a file that was closed stays if it is discarded', async () => {
  const path = join(folder, 'closed');
  const writer = openFileWriter(path);
  writer.write('text');
  await writer.close();
  await writer.discard();
  expect(readFileSync(path, 'utf8')).toBe('text');
});

test.each(['flush', 'close'] as const)('%s throws if the file cannot be written', async (name) => {
  const path = join(folder, 'missing', 'file');
  const writer = openFileWriter(path);
  // More than the stream keeps, so that flush waits.
  writer.write('x'.repeat(1 << 20));
  await expect(writer[name]()).rejects.toThrow(
    `${path}: no such folder: ${join(folder, 'missing')}`,
  );
});
