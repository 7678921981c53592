import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { findFiles } from '../../../src/cli/input/find-files.js';

const folder = mkdtempSync(join(tmpdir(), 'find-files-'));
afterAll(() => rmSync(folder, { recursive: true }));

for (const path of [
  ...['b.txt', 'a.TXT', 'c.txt.gz', 'd.text.zst', 'e.md', 'txt', '.hidden.txt', 'B/z.txt'],
  ...['B/.git/y.txt', 'B/a/x.txt', 'empty/x.md', 'f.txt.bak'],
]) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), '');
}
symlinkSync('..', join(folder, 'B/loop'));
symlinkSync('b.txt', join(folder, 'link.txt'));

const options = { isRecursive: true, extensions: ['txt', 'text'] };

function find(names: readonly string[], changes: Partial<typeof options> = {}) {
  const { paths, problems } = findFiles(
    names.map((name) => (name === '-' ? name : join(folder, name))),
    { ...options, ...changes },
  );
  return {
    paths: paths.map((path) => path.replace(`${folder}/`, '')),
    problems: problems.map(({ message }) => message.replace(`${folder}/`, '')),
  };
}

const inFolder = ['B/a/x.txt', 'B/z.txt', 'a.TXT', 'b.txt', 'c.txt.gz', 'd.text.zst'];

test('a folder stands for its files by extension, sorted, without hidden ones and links', () => {
  expect(find([''])).toEqual({ paths: inFolder, problems: [] });
});

test('operands keep their order, and a named file needs no extension', () => {
  expect(find(['e.md', '-', 'B', 'link.txt'])).toEqual({
    paths: ['e.md', '-', 'B/a/x.txt', 'B/z.txt', 'link.txt'],
    problems: [],
  });
});

test('other extensions can be chosen', () => {
  expect(find([''], { extensions: ['md', 'bak'] }).paths).toEqual([
    'e.md',
    'empty/x.md',
    'f.txt.bak',
  ]);
});

test('what cannot be read is a problem, and the rest is found', () => {
  expect(find(['b.txt', 'missing', 'empty', 'e.md'])).toEqual({
    paths: ['b.txt', 'e.md'],
    problems: [
      'missing: no such file',
      'empty: found no file that ends in .txt, .text (see --extensions)',
    ],
  });
});

test('without --recursive, a folder is a problem', () => {
  expect(find(['B', 'b.txt'], { isRecursive: false })).toEqual({
    paths: ['b.txt'],
    problems: ['B: expected a file, found a folder; --recursive reads the files in it'],
  });
});
