import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { isGone, ownerOf } from '../../../src/files/writing/owner.js';

test('the process that calls is not gone', () => {
  expect(ownerOf().pid).toBe(process.pid);
  expect(isGone(ownerOf())).toBe(false);
});

test('a process is gone once it has ended', async () => {
  const child = spawn('cat');
  const owner = ownerOf(child.pid);
  expect(isGone(owner)).toBe(false);
  child.stdin.end();
  await once(child, 'close');
  expect(isGone(owner)).toBe(true);
});

test('a process is gone if another has its number', () => {
  const { startedAt, ...owner } = ownerOf();
  expect(startedAt).toBeGreaterThan(0);
  expect(isGone({ ...owner, startedAt: startedAt - 1 })).toBe(true);
});

test('a process whose start is unknown is not gone as long as its number is in use', () => {
  expect(isGone({ ...ownerOf(), startedAt: 0 })).toBe(false);
  const { pid } = spawnSync('true');
  expect(isGone({ ...ownerOf(), pid, startedAt: 0 })).toBe(true);
});

// The shell becomes cat, which never asks for the end of the shell's child.
test('a process is gone that has ended without its parent noticing', async () => {
  const parent = spawn('sh', ['-c', 'read line <&3 & echo $!; exec cat'], {
    stdio: ['pipe', 'pipe', 'inherit', 'pipe'],
  });
  const [line] = await once(parent.stdout!, 'data');
  const owner = ownerOf(Number(line));
  expect(isGone(owner)).toBe(false);
  // What comes back shows that the shell is cat by now; the shell itself might still ask.
  parent.stdin!.write('cat?');
  await once(parent.stdout!, 'data');
  parent.stdio[3]?.destroy();
  while (!isGone(owner)) await setImmediate();
  // Signal 0 still finds it.
  expect(process.kill(owner.pid, 0)).toBe(true);
  parent.stdin!.end();
  await once(parent, 'close');
});

test('whether a process of another machine runs is unknown', () => {
  expect(isGone({ ...ownerOf(), host: '00000000' })).toBeUndefined();
});

test('a file is removed if the process ends, unless it is to be kept by then', () => {
  const folder = mkdtempSync(join(tmpdir(), 'exit-'));
  const [removed, kept] = ['removed', 'kept'].map((name) => join(folder, name));
  for (const path of [removed, kept]) writeFileSync(path, '');
  const program = `
    import { removeAtExit } from './dist/src/files/writing/owner.js';
    removeAtExit(process.argv[1]);
    removeAtExit(process.argv[2])();
    process.exit(3);`;
  const args = ['--input-type=module', '--eval', program, removed, kept];
  expect(spawnSync(process.execPath, args).status).toBe(3);
  expect([existsSync(removed), existsSync(kept)]).toEqual([false, true]);
});
