// What packing compiles: nothing that is compiled already, and everything else. The clone is a copy of
// this one after `npm run build`.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { copyClone, pack } from './clone.js';

const root = mkdtempSync(join(tmpdir(), 'teddy-build-'));
const clone = join(root, 'clone');
const bundle = 'src/bundle/tagger.cjs';

beforeAll(() => copyClone(clone));
afterAll(() => rmSync(root, { recursive: true }));

const buildPackage = () => execFileSync('node', ['build.js', 'package'], { cwd: clone });

/** When each file of dist was written. */
function outputTimes(): Map<string, number> {
  const dist = join(clone, 'dist');
  const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(dist, name)).isFile(),
  );
  return new Map(files.map((name) => [name, statSync(join(dist, name)).mtimeMs]));
}

const touch = (path: string) => utimesSync(join(clone, path), new Date(), new Date());

test('a built clone has nothing to compile', () => {
  const before = outputTimes();
  buildPackage();
  expect(outputTimes()).toEqual(before);
});

test('npm pack writes nothing but the archive in a built clone', () => {
  const before = outputTimes();
  pack(clone, root);
  expect(outputTimes()).toEqual(before);
});

test('a newer source is compiled, but kernels are kept', () => {
  const before = outputTimes();
  touch('src/cli/main.ts');
  buildPackage();
  const after = outputTimes();
  expect(after.get(bundle)).toBeGreaterThan(before.get(bundle)!);
  expect(after.get('src/cli/main.js')).toBeGreaterThan(before.get('src/cli/main.js')!);
  const kernels = [...before.keys()].filter((name) => /^src\/.*\.wasm$/.test(name));
  expect(kernels).not.toEqual([]);
  for (const name of kernels) expect(after.get(name)).toBe(before.get(name));
});

test('a second build after it compiles nothing', () => {
  const before = outputTimes();
  buildPackage();
  expect(outputTimes()).toEqual(before);
});
