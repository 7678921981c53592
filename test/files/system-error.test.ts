import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  openSync,
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
import { outputAsOrdinaryUser } from './as-ordinary-user.js';
import { systemError } from './failing-operations.js';

const folder = mkdtempSync(join(tmpdir(), 'teddy-'));
chmodSync(folder, 0o755);
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
  ['a program that runs', () => openSync(process.execPath, 'r+'), 'in use as a running program'],
])('%s has its sentence', (_, action, sentence) => {
  expect(fileError(errorOf(action), 'path')).toEqual(new InputError(`path: ${sentence}`));
});

test.each([
  ['EACCES', 'permission denied'],
  ['EBUSY', 'in use by the system or another program'],
  ['EDQUOT', 'the disk quota is used up'],
  ['EEXIST', 'file already exists'],
  ['EFBIG', 'larger than the system lets a file be'],
  ['EIO', 'the disk or the network failed (input/output error)'],
  ['EISDIR', 'expected a file, found a folder'],
  ['ELOOP', 'too many symbolic links'],
  ['EMFILE', 'too many open files (see ulimit -n)'],
  ['ENAMETOOLONG', 'name too long'],
  ['ENFILE', 'too many open files on this machine'],
  ['ENODEV', 'no such device'],
  ['ENOENT', 'no such file'],
  ['ENOMEM', 'the system has no memory left'],
  ['ENOSPC', 'no space left on the disk'],
  ['ENOTDIR', 'expected a folder in the path, found a file'],
  ['ENOTSUP', 'the file system cannot do this'],
  ['ENXIO', 'no such device'],
  ['EPERM', 'permission denied'],
  ['EPIPE', 'the reader of the pipe has ended'],
  ['EROFS', 'the file system is read-only'],
  ['ESTALE', 'the server of the network folder has replaced it'],
  ['ETIMEDOUT', 'the network has not answered in time'],
  ['ETXTBSY', 'in use as a running program'],
])('%s has one sentence in reading and in writing', (code, sentence) => {
  const error = systemError(code);
  expect(fileError(error, 'path')).toEqual(new InputError(`path: ${sentence}`));
  if (code === 'ENOENT') return;
  expect(writeError(error, 'path')).toEqual(new InputError(`path: ${sentence}`));
});

test('every code of the system gives a sentence', () => {
  for (const [errno, [code]] of getSystemErrorMap()) {
    const error = Object.assign(new Error(code), { code, errno, syscall: 'open' });
    for (const translate of [fileError, writeError]) {
      expect(translate(error, 'path')).toBeInstanceOf(InputError);
    }
  }
});

test('any other code has the description of the system', () => {
  expect(fileError(systemError('EILSEQ'), 'path')).toEqual(
    new InputError('path: illegal byte sequence'),
  );
});

test('a code that the system does not describe has its number', () => {
  const unknown = { code: 'Unknown system error -9999', errno: -9999, syscall: 'open' };
  expect(fileError(Object.assign(new Error(), unknown), 'path')).toEqual(
    new InputError('path: system error -9999'),
  );
});

test('a path that Node refuses has its sentence', () => {
  const path = 'a\0b';
  expect(
    fileError(
      errorOf(() => statSync(path)),
      path,
    ),
  ).toEqual(new InputError(`${path}: expected a path without a NUL character`));
});

/** The sentences of an ordinary user in opening a file, for reading and for writing. */
function sentencesFor(path: string): string[] {
  const program = `
    import { openSync } from 'node:fs';
    import { fileError, writeError } from './dist/src/files/system-error.js';
    const [, path] = process.argv;
    for (const [flags, translate] of [['r', fileError], ['w', writeError]]) {
      try {
        openSync(path, flags);
        console.log('opened');
      } catch (error) {
        console.log(translate(error, path).message);
      }
    }`;
  return outputAsOrdinaryUser(program, path).trimEnd().split('\n');
}

test('a folder on the way that may not be entered is named', () => {
  const outer = mkdtempSync(join(folder, 'outer-'));
  const inner = join(outer, 'inner');
  mkdirSync(inner);
  const path = join(inner, 'file');
  writeFileSync(path, '');
  chmodSync(outer, 0o600);
  const sentence = `${path}: permission denied for the folder ${outer}`;
  expect(sentencesFor(path)).toEqual([sentence, sentence]);
  chmodSync(outer, 0o700);
});

test('in writing, it is the folder or the file that may not be written', () => {
  const locked = mkdtempSync(join(folder, 'locked-'));
  const file = join(locked, 'file');
  writeFileSync(file, '');
  chmodSync(file, 0o444);
  chmodSync(locked, 0o555);
  expect(sentencesFor(file)).toEqual(['opened', `${file}: permission denied`]);
  const missing = join(locked, 'none');
  expect(sentencesFor(missing)).toEqual([
    `${missing}: no such file`,
    `${missing}: permission denied for the folder ${locked}`,
  ]);
  chmodSync(locked, 0o700);
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
