import {
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getSystemErrorMap } from 'node:util';
import { afterAll, expect, test } from '@jest/globals';
import { InputError } from '../../src/errors.js';
import { fileError, otherThanFile, writeError } from '../../src/files/system-error.js';

const folder = mkdtempSync(join(tmpdir(), 'teddy-'));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'file'), '');
symlinkSync('loop', join(folder, 'loop'));

function errorOf(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

// The error of a condition that a test cannot bring about.
function systemError(code: string): unknown {
  const found = [...getSystemErrorMap()].find(([, [name]]) => name === code);
  return Object.assign(new Error(code), { code, errno: found?.[0] ?? -9999, syscall: 'open' });
}

test.each([
  ['a missing file', () => statSync(join(folder, 'none')), 'no such file'],
  ['a folder', () => readFileSync(folder), 'expected a file, found a folder'],
  [
    'a path through a file',
    () => statSync(join(folder, 'file', 'below')),
    'expected a folder in the path, found a file',
  ],
  ['a long name', () => statSync(join(folder, 'x'.repeat(300))), 'name too long'],
  ['a link to itself', () => statSync(join(folder, 'loop')), 'too many symbolic links'],
  ['a full disk', () => writeFileSync('/dev/full', 'x'), 'no space left on the disk'],
])('%s has its sentence', (_, action, sentence) => {
  expect(fileError(errorOf(action), 'path')).toEqual(new InputError(`path: ${sentence}`));
});

test.each([
  ['ENOENT', 'no such file'],
  ['EISDIR', 'expected a file, found a folder'],
  ['ENOTDIR', 'expected a folder in the path, found a file'],
  ['EACCES', 'permission denied'],
  ['EPERM', 'permission denied'],
  ['ENAMETOOLONG', 'name too long'],
  ['ELOOP', 'too many symbolic links'],
  ['ENOSPC', 'no space left on the disk'],
  ['EROFS', 'the file system is read-only'],
])('%s has one sentence', (code, sentence) => {
  expect(fileError(systemError(code), 'path')).toEqual(new InputError(`path: ${sentence}`));
});

test('any other code has the description of the system', () => {
  expect(fileError(systemError('EMFILE'), 'path')).toEqual(
    new InputError('path: too many open files'),
  );
});

test('a code that the system does not describe has its number', () => {
  expect(fileError(systemError('Unknown system error -9999'), 'path')).toEqual(
    new InputError('path: system error -9999'),
  );
});

test('a file too large to read whole has its sentence', async () => {
  const path = join(folder, 'large');
  writeFileSync(path, '');
  truncateSync(path, 2 ** 31);
  const error = await readFile(path).catch((error: unknown) => error);
  expect(fileError(error, 'path')).toEqual(
    new InputError('path: expected a file of less than 2 GiB, found a larger one'),
  );
});

test('in writing, it is the folder that is missing', () => {
  const path = join(folder, 'none', 'file');
  const error = errorOf(() => writeFileSync(path, ''));
  expect(writeError(error, path)).toEqual(
    new InputError(`${path}: no such folder: ${join(folder, 'none')}`),
  );
});

test('in writing, other conditions have the sentences of reading', () => {
  expect(writeError(systemError('EROFS'), 'path')).toEqual(
    new InputError('path: the file system is read-only'),
  );
});

test.each([
  new TypeError('a bug'),
  Object.assign(new TypeError('a bug'), { code: 'ERR_INVALID_ARG_TYPE' }),
  Object.assign(new Error('damaged'), { code: 'Z_DATA_ERROR', errno: -3 }),
  new InputError('reported already'),
  undefined,
  'text',
])('%p is not an error of the system and stays as it is', (error) => {
  expect(fileError(error, 'path')).toBe(error);
});

test('what is found in place of a file is a folder, a device or a pipe', () => {
  expect(otherThanFile(statSync(folder))).toBe('a folder');
  expect(otherThanFile(statSync('/dev/null'))).toBe('a device or pipe');
  expect(otherThanFile(statSync(join(folder, 'file')))).toBeUndefined();
});
