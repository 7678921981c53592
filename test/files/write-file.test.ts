import { execFile } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
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
import { outputAsOrdinaryUser } from './as-ordinary-user.js';

const temporaryFolder = () => mkdtempSync(join(tmpdir(), 'write-file-'));
const bytes = (text: string) => new TextEncoder().encode(text);

async function refusalOf(writing: Promise<unknown>): Promise<string> {
  const error = await writing.catch((error: unknown) => error);
  expect(error).toBeInstanceOf(InputError);
  return (error as InputError).message;
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
  const program = `
    import { writeFileAtomically } from './dist/src/files/write-file.js';
    await writeFileAtomically(process.argv[1], []).catch(({ message }) => console.log(message));`;
  expect(outputAsOrdinaryUser(program, path)).toBe(
    `${path}: permission denied for the folder ${folder}\n`,
  );
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
  expect(stdout).toBe(`InputError ${path}: larger than the system lets a file be`);
  expect(readFileSync(path, 'utf8')).toBe('old');
  expect(readdirSync(folder)).toEqual(['a']);
});

test('a name as long as the file system allows is written', async () => {
  const folder = temporaryFolder();
  const name = 'é'.repeat(127);
  await writeFileAtomically(join(folder, name), [bytes('new')]);
  expect(readdirSync(folder)).toEqual([name]);
});

test('a longer name is reported', async () => {
  const path = join(temporaryFolder(), 'x'.repeat(256));
  expect(await refusalOf(writeFileAtomically(path, [bytes('new')]))).toBe(`${path}: name too long`);
});

test('a link to a file that is not there yet stays, and the file is made', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'below'));
  symlinkSync('below/second', join(folder, 'first'));
  symlinkSync('file', join(folder, 'below', 'second'));
  await writeFileAtomically(join(folder, 'first'), [bytes('new')]);
  expect(readFileSync(join(folder, 'below', 'file'), 'utf8')).toBe('new');
  expect(lstatSync(join(folder, 'first')).isSymbolicLink()).toBe(true);
  expect(readdirSync(join(folder, 'below'))).toEqual(['file', 'second']);
});

test('a link to itself is reported', async () => {
  const path = join(temporaryFolder(), 'loop');
  symlinkSync('loop', path);
  const message = await refusalOf(writeFileAtomically(path, [bytes('new')]));
  expect(message).toBe(`${path}: too many symbolic links`);
});

test('a private file is private while it is written', async () => {
  const folder = temporaryFolder();
  const modes: number[] = [];
  function* pieces() {
    modes.push(...readdirSync(folder).map((name) => statSync(join(folder, name)).mode & 0o777));
    yield bytes('new');
  }
  await writeFileAtomically(join(folder, 'a'), pieces(), { mode: 0o600 });
  modes.push(statSync(join(folder, 'a')).mode & 0o777);
  expect(modes).toEqual([0o600, 0o600]);
});

// Only the superuser may give files away.
(process.geteuid?.() === 0 ? test : test.skip)('the owner of a file stays', async () => {
  const path = join(temporaryFolder(), 'a');
  writeFileSync(path, 'old');
  chmodSync(path, 0o640);
  chownSync(path, 1234, 4321);
  await writeFileAtomically(path, [bytes('new')]);
  const { uid, gid, mode } = statSync(path);
  expect({ uid, gid, mode: mode & 0o777 }).toEqual({ uid: 1234, gid: 4321, mode: 0o640 });
});

test('a file that appears while another is written stays, if it is to be kept', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'a');
  function* pieces() {
    writeFileSync(path, 'of another');
    yield bytes('new');
  }
  const message = await refusalOf(writeFileAtomically(path, pieces(), { keepsExisting: true }));
  expect(message).toBe(`${path}: file already exists`);
  expect(readFileSync(path, 'utf8')).toBe('of another');
  expect(readdirSync(folder)).toEqual(['a']);
});

test('of two that write the same file at the same time, one wins whole', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'a');
  const contents = ['1', '2'].map((digit) => digit.repeat(100_000));
  await Promise.all(
    contents.map((content) => writeFileAtomically(path, content.match(/.{1,1000}/g)!.map(bytes))),
  );
  expect(contents).toContain(readFileSync(path, 'utf8'));
  expect(readdirSync(folder)).toEqual(['a']);
});

test('of two that must not replace a file, one is refused', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'a');
  const results = await Promise.allSettled(
    ['1', '2'].map((text) => writeFileAtomically(path, [bytes(text)], { keepsExisting: true })),
  );
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const winner = results.findIndex(({ status }) => status === 'fulfilled') + 1;
  expect(readFileSync(path, 'utf8')).toBe(String(winner));
  expect(readdirSync(folder)).toEqual(['a']);
});

test('a temporary file that another program removes is named', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'a');
  let temporary = '';
  function* pieces() {
    temporary = join(folder, readdirSync(folder)[0]);
    rmSync(temporary);
    yield bytes('new');
  }
  expect(await refusalOf(writeFileAtomically(path, pieces()))).toBe(
    `${path}: another program removed the temporary file ${temporary}`,
  );
});

test('the file that the shell has redirected an output to is not replaced', async () => {
  const path = join(temporaryFolder(), 'a');
  const program = `
    import { writeFileAtomically } from './dist/src/files/write-file.js';
    await writeFileAtomically(process.argv[1], []).catch((error) => console.error(error.message));
    console.log('kept');`;
  const redirected = (name: string) =>
    promisify(execFile)('sh', [
      '-c',
      '"$0" --input-type=module --eval "$1" "$2" > "$3"',
      ...[process.execPath, program, name, path],
    ]);
  for (const name of [path, '/dev/stdout']) {
    const { stderr } = await redirected(name);
    expect(stderr).toBe(`${name}: expected a file to write, found the standard output\n`);
    expect(readFileSync(path, 'utf8')).toBe('kept\n');
  }
});
