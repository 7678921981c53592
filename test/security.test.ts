// What SECURITY.md promises about the sources.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

// Scripts of HTML pages run in a browser, and kernels are compiled to WebAssembly.
const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !/assembly|report-page.browser/.test(path))
  .map((path) => ({ path, code: readFileSync(join('src', path), 'utf8') }));

const matching = (pattern: RegExp) =>
  sources.filter(({ code }) => pattern.test(code)).map(({ path }) => path);

// It fetches the address of a model that a page gives it.
const webSource = 'browser/tagger/model-source.ts';

test('no source but that of the library for browsers opens a network connection', () => {
  expect(sources.length).toBeGreaterThan(300);
  expect(matching(/'node:(https?|http2|net|tls|dgram|dns)|\bfetch\(|\bWebSocket\b/)).toEqual([
    webSource,
  ]);
  const users = matching(/from '(\.\.?\/)+browser\//).filter(
    (path) => !path.startsWith('browser/'),
  );
  expect(users).toEqual([]);
});

test('no source runs a text as code', () => {
  expect(matching(/\beval\(|\bnew Function\(|'node:vm'|\bvm\.run/)).toEqual([]);
});

test('every import() names a module of ours or a package', () => {
  const imported = sources.flatMap(({ code }) => [...code.matchAll(/\bimport\(\s*([^)]*?)\s*\)/g)]);
  expect(imported.length).toBeGreaterThan(20);
  for (const [, name] of imported) expect(name).toMatch(/^'[^']+'$/);
});
