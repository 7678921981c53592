import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@jest/globals';

const folder = mkdtempSync(join(tmpdir(), 'input-size-'));

function file(name: string, byteCount: number): string {
  const path = join(folder, name);
  writeFileSync(path, 'a'.repeat(byteCount));
  return path;
}

const script = `
  const { isLargeInput } = await import(process.argv[1]);
  console.log(await isLargeInput(process.argv.slice(2), process.stdin));
`;

/** The answer in a process of its own, whose standard input is a pipe with this text. */
function answer(files: readonly string[], input = ''): string {
  const module = pathToFileURL('dist/src/cli/tag/input-size.js').href;
  const args = ['--input-type=module', '-e', script, module, ...files];
  const { stdout, stderr } = spawnSync(process.execPath, args, { input, encoding: 'utf8' });
  return stdout.trim() + stderr;
}

test('large files are large input, small ones are not, and several count together', () => {
  const [small, half, large] = [file('small', 9), file('half', 20_000), file('large', 40_000)];
  expect(answer([small])).toBe('false');
  expect(answer([large])).toBe('true');
  expect(answer([half])).toBe('false');
  expect(answer([half, half])).toBe('true');
});

test('a pipe is judged by what arrives first', () => {
  expect(answer([], 'He said Teddy bears are on sale.')).toBe('false');
  expect(answer(['-'], 'a'.repeat(60_000))).toBe('true');
  expect(answer([], '')).toBe('false');
});

test('a missing file counts as small', () => {
  expect(answer([join(folder, 'absent')])).toBe('false');
});
