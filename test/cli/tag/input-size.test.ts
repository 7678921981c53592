import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@jest/globals';

const folder = mkdtempSync(join(tmpdir(), 'workload-'));

function file(name: string, byteCount: number): string {
  const path = join(folder, name);
  writeFileSync(path, 'a'.repeat(byteCount));
  return path;
}

const script = `
  const { isMuch } = await import(process.argv[1]);
  console.log(await isMuch(process.argv.slice(2), process.stdin));
`;

/** What a program of its own finds, whose standard input is a pipe with this text. */
function found(files: readonly string[], input = ''): string {
  const module = pathToFileURL('dist/src/cli/tag/input-size.js').href;
  const args = ['--input-type=module', '-e', script, module, ...files];
  const { stdout, stderr } = spawnSync(process.execPath, args, { input, encoding: 'utf8' });
  return stdout.trim() + stderr;
}

test('large files are much to tag, small ones little, and several count together', () => {
  const [small, half, large] = [file('small', 9), file('half', 20_000), file('large', 40_000)];
  expect(found([small])).toBe('false');
  expect(found([large])).toBe('true');
  expect(found([half])).toBe('false');
  expect(found([half, half])).toBe('true');
});

test('of a pipe what comes first says it', () => {
  expect(found([], 'He said Teddy bears are on sale.')).toBe('false');
  expect(found(['-'], 'a'.repeat(60_000))).toBe('true');
  expect(found([], '')).toBe('false');
});

test('a file that is not there is little', () => {
  expect(found([join(folder, 'absent')])).toBe('false');
});
