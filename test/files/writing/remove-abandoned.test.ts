import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { type Owner, ownerOf } from '../../../src/files/writing/owner.js';
import { removeAbandoned } from '../../../src/files/writing/remove-abandoned.js';
import { createTemporaryName } from '../../../src/files/writing/temporary-name.js';

const HOUR_MS = 3_600_000;
const now = Date.now();
const running = ownerOf();
const ended: Owner = { ...running, pid: spawnSync('true').pid };
const elsewhere: Owner = {
  ...running,
  host: running.host === 'aaaaaaaa' ? 'bbbbbbbb' : 'aaaaaaaa',
};

interface Case {
  readonly owner?: Owner;
  readonly name?: string;
  readonly hours?: number;
}

/** The files that are left of one. */
async function remaining({ owner = ended, name = 'a', hours = 0 }: Case, stem?: string) {
  const folder = mkdtempSync(join(tmpdir(), 'abandoned-'));
  const path = join(folder, createTemporaryName(name, owner));
  writeFileSync(path, 'half');
  const changedAt = (now - hours * HOUR_MS) / 1000;
  utimesSync(path, changedAt, changedAt);
  await removeAbandoned(folder, { stem, now });
  return readdirSync(folder).length;
}

test('the file of a process that has ended is removed, however young it is', async () => {
  expect(await remaining({})).toBe(0);
});

test('the file of a running process stays, however old it is', async () => {
  expect(await remaining({ owner: running, hours: 1000 })).toBe(1);
});

test('the file of another machine stays for a day after its last change', async () => {
  expect(await remaining({ owner: elsewhere, hours: 23 })).toBe(1);
  expect(await remaining({ owner: elsewhere, hours: 25 })).toBe(0);
});

test('a stem restricts the removal to the files of one name', async () => {
  expect(await remaining({ name: 'a' }, 'a')).toBe(0);
  expect(await remaining({ name: 'ab' }, 'a')).toBe(1);
  expect(await remaining({ name: 'a' }, 'ab')).toBe(1);
});

test('other files and folders stay', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'abandoned-'));
  writeFileSync(join(folder, 'a'), '');
  writeFileSync(join(folder, 'a.tmp'), '');
  const name = createTemporaryName('a', ended);
  mkdirSync(join(folder, name));
  await removeAbandoned(folder, { now });
  expect(readdirSync(folder).sort()).toEqual(['a', 'a.tmp', name].sort());
});

test('a folder that cannot be read is left alone', async () => {
  await expect(removeAbandoned(join(tmpdir(), 'nowhere'), { now })).resolves.toBeUndefined();
});
