import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@jest/globals';

// An engine of its own, since the flags of this one are set for the other tests.
const script = `
  const { readFileSync } = await import('node:fs');
  const [folder, arithmetic] = process.argv.slice(1);
  const { loadKernels } = await import(folder + 'kernels.js');
  const { createMemory } = await import(folder + 'memory.js');
  const canRun = WebAssembly.validate(readFileSync(new URL(folder + arithmetic + '.wasm')));
  let message = null;
  try { loadKernels(createMemory(), arithmetic); } catch (error) { message = error.name + ': ' + error.message; }
  console.log(JSON.stringify({ canRun, message }));
`;

function loadedIn(flags: readonly string[], arithmetic: string) {
  const folder = `${pathToFileURL('dist/src/kernels').href}/`;
  const run = ['--input-type=module', '-e', script, folder, arithmetic];
  return JSON.parse(spawnSync(process.execPath, [...flags, ...run], { encoding: 'utf8' }).stdout);
}

test('an engine without relaxed SIMD is reported, with the arithmetic that works', () => {
  const { canRun, message } = loadedIn([], 'fast');
  const refusal =
    'InputError: WebAssembly in this engine has no relaxed SIMD; the exact arithmetic needs none';
  expect(message).toBe(canRun ? null : refusal);
});

test('an engine without SIMD is reported', () => {
  // Only x64 can be made one: elsewhere the flag changes nothing, and the kernels load.
  const { canRun, message } = loadedIn(['--no-enable-sse4-1', '--no-enable-ssse3'], 'exact');
  const refusal = 'InputError: WebAssembly in this engine has no SIMD';
  expect(message).toBe(canRun ? null : refusal);
});

test('every engine that the package allows runs the exact arithmetic', () => {
  expect(loadedIn([], 'exact')).toEqual({ canRun: true, message: null });
});
