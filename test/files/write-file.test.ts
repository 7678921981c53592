import { execFile } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { InputError } from '../../src/errors.js';
import { writeFileAtomically } from '../../src/files/write-file.js';

const temporaryFolder = () => mkdtempSync(join(tmpdir(), 'write-file-'));
const bytes = (text: string) => new TextEncoder().encode(text);

async function refusalOf(writing: Promise<unknown>): Promise<string> {
  const error = await writing.catch((error: unknown) => error);
  expect(error).toBeInstanceOf(InputError);
  return (error as InputError).message;
}

// The superuser may write anywhere, so a missing permission is tried as another user.
async function asOrdinaryUser<Result>(action: () => Promise<Result>): Promise<Result> {
  const isSuperuser = process.geteuid?.() === 0;
  if (isSuperuser) process.seteuid!(65534);
  try {
    return await action();
  } finally {
    if (isSuperuser) process.seteuid!(0);
  }
}

test('the pieces are written one after another, and nothing else is left', async () => {
  const folder = temporaryFolder();
  await writeFileAtomically(join(folder, 'a'), [bytes('one'), bytes(''), bytes('two')]);
  expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('onetwo');
  expect(readdirSync(folder)).toEqual(['a']);
});

test('no pieces make an empty file', async () => {
  const path = join(temporaryFolder(), 'a');
  await writeFileAtomically(path, []);
  expect(readFileSync(path, 'utf8')).toBe('');
});

test('a shorter file takes the place of a longer one, with its permissions', async () => {
  const path = join(temporaryFolder(), 'a');
  writeFileSync(path, 'a long line');
  chmodSync(path, 0o640);
  await writeFileAtomically(path, [bytes('short')]);
  expect(readFileSync(path, 'utf8')).toBe('short');
  expect(statSync(path).mode & 0o777).toBe(0o640);
});

test('a link stays a link to the file that is written', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'target'), 'old');
  symlinkSync('target', join(folder, 'link'));
  await writeFileAtomically(join(folder, 'link'), [bytes('new')]);
  expect(readFileSync(join(folder, 'target'), 'utf8')).toBe('new');
});

test('a missing folder is named', async () => {
  const folder = join(temporaryFolder(), 'models');
  const path = join(folder, 'a');
  expect(await refusalOf(writeFileAtomically(path, [bytes('new')]))).toBe(
    `${path}: no such folder: ${folder}`,
  );
});

test('a file in the place of the folder is reported', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'file'), '');
  const path = join(folder, 'file', 'a');
  expect(await refusalOf(writeFileAtomically(path, [bytes('new')]))).toBe(
    `${path}: expected a folder in the path, found a file`,
  );
});

test('a folder in the way is reported, and nothing is left beside it', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'a');
  mkdirSync(path);
  expect(await refusalOf(writeFileAtomically(path, [bytes('new')]))).toBe(
    `${path}: expected a file to write, found a folder`,
  );
  expect(readdirSync(folder)).toEqual(['a']);
});

test('a device is not replaced by a file', async () => {
  expect(await refusalOf(writeFileAtomically('/dev/null', [bytes('new')]))).toBe(
    '/dev/null: expected a file to write, found a device or pipe',
  );
  expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
});

test('a folder without write permission is reported, and its file stays', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'a');
  writeFileSync(path, 'old');
  chmodSync(folder, 0o555);
  const message = await asOrdinaryUser(() => refusalOf(writeFileAtomically(path, [bytes('new')])));
  expect(message).toBe(`${path}: permission denied`);
  expect(readFileSync(path, 'utf8')).toBe('old');
  expect(readdirSync(folder)).toEqual(['a']);
});

// A limit on the size of files acts like a disk that fills: the first write is a short one, and
// only the next one fails. Its signal, which a full disk does not send, is ignored.
test('a disk that fills is reported, the old file stays and nothing is left beside it', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'a');
  writeFileSync(path, 'old');
  const program = `
    import { writeFileAtomically } from './dist/src/files/write-file.js';
    process.on('SIGXFSZ', () => {});
    await writeFileAtomically(process.argv[1], [new Uint8Array(300_000)]).catch((error) => {
      process.stdout.write(error.name + ' ' + error.message);
    });`;
  const { stdout } = await promisify(execFile)('sh', [
    '-c',
    'ulimit -f 100 && exec "$0" "$@"',
    ...[process.execPath, '--input-type=module', '--eval', program, path],
  ]);
  expect(stdout).toBe(`InputError ${path}: file too large`);
  expect(readFileSync(path, 'utf8')).toBe('old');
  expect(readdirSync(folder)).toEqual(['a']);
});
