// What the environment of a test file gives and takes.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';

const folder = mkdtempSync(join(tmpdir(), 'environment-'));
const JEST = 'node_modules/jest/bin/jest.js';

test('a test file has a temporary folder of its own, which its processes share', () => {
  expect(basename(tmpdir())).toMatch(/^teddy-test-/);
  const { stdout } = spawnSync(process.execPath, ['-p', 'os.tmpdir()'], { encoding: 'utf8' });
  expect(stdout).toBe(`${tmpdir()}\n`);
});

test('nothing that a test file leaves in its temporary folder stays, but modules by requireOnce and kept bytes', () => {
  const outer = join(folder, 'tmp');
  mkdirSync(outer);
  const found = join(folder, 'found.txt');
  const counter = join(folder, 'counter.cjs');
  writeFileSync(counter, 'let count = 0; exports.next = () => ++count;');
  writeFileSync(
    join(folder, 'leaves.test.js'),
    `import { mkdtempSync, writeFileSync } from 'node:fs';
    import { tmpdir } from 'node:os';
    test('leaves a folder', () => {
      const left = mkdtempSync(tmpdir() + '/left-');
      writeFileSync(left + '/file', 'text');
      writeFileSync(${JSON.stringify(found)}, left);
    });`,
  );
  for (const name of ['one', 'two']) {
    writeFileSync(
      join(folder, `${name}.test.js`),
      `import { writeFileSync } from 'node:fs';
      const { next } = requireOnce(${JSON.stringify(counter)});
      test('counts', () => writeFileSync(${JSON.stringify(join(folder, 'count'))} + next(), ''));
      test('keeps bytes', () => {
        const length = (keptBytes.get('bytes')?.length ?? 0) + 1;
        keptBytes.set('bytes', new Uint8Array(length));
        writeFileSync(${JSON.stringify(join(folder, 'kept'))} + length, '');
      });`,
    );
  }
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const config = {
    rootDir: folder,
    transform: {},
    testEnvironment: join(process.cwd(), 'dist/test/environment.js'),
    cacheDirectory: join(folder, 'cache'),
  };
  const args = ['--experimental-vm-modules', JEST, '--runInBand', '--config'];
  const env = { ...process.env, TMPDIR: outer };
  const { status } = spawnSync(process.execPath, [...args, JSON.stringify(config)], { env });
  expect(status).toBe(0);
  expect(dirname(dirname(readFileSync(found, 'utf8')))).toBe(outer);
  expect(readdirSync(outer)).toEqual([]);
  const twice = ['count1', 'count2', 'kept1', 'kept2'];
  expect(readdirSync(folder)).toEqual(expect.arrayContaining(twice));
});
