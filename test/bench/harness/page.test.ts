import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openPage, replaceSection, sectionNames } from '../../../bench/harness/page.js';

const text = `# Speed

Prose before.

<!-- begin kernels -->

old

<!-- end kernels -->

Prose between.

<!-- begin memory --><!-- end memory -->
`;

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'page-'));
  path = join(folder, 'speed.md');
  writeFileSync(path, text);
});

afterEach(() => rmSync(folder, { recursive: true }));

test('the sections of a page are found in their order', () => {
  expect(sectionNames(text, 'speed.md')).toEqual(['kernels', 'memory']);
});

test('a section is replaced, and the prose around it stays', () => {
  expect(replaceSection(text, 'speed.md', 'kernels', 'new\n$& line\n\n')).toBe(
    text.replace('old', () => 'new\n$& line'),
  );
  expect(replaceSection(text, 'speed.md', 'memory', 'new')).toBe(
    text.replace('--><!--', '-->\n\nnew\n\n<!--'),
  );
});

test('prose that is edited during a measurement stays', async () => {
  const page = openPage(path, ['kernels']);
  writeFileSync(path, text.replace('Prose before.', 'Better prose.'));
  await page.writeSection('kernels', 'new');
  expect(readFileSync(path, 'utf8')).toBe(
    text.replace('old', 'new').replace('Prose before.', 'Better prose.'),
  );
  expect(readdirSync(folder)).toEqual(['speed.md']);
});

test('a page without one of the sections is refused by both names', () => {
  expect(() => openPage(path, ['kernels', 'growth'])).toThrow(
    `${path}: expected a section "growth" (<!-- begin growth --> ... <!-- end growth -->), found none`,
  );
  expect(() => replaceSection(text, 'speed.md', 'growth', 'new')).toThrow(
    'speed.md: expected a section "growth"',
  );
  expect(() => openPage(join(folder, 'absent.md'), [])).toThrow('absent.md: no such file');
});

test.each([
  ['<!-- end a -->', 'page.md:1: expected <!-- begin NAME -->, found <!-- end a -->'],
  [
    '\n<!-- begin a -->\n<!-- begin b -->',
    'page.md:3: expected <!-- end a -->, found <!-- begin b -->',
  ],
  ['<!-- begin a --><!-- end b -->', 'page.md:1: expected <!-- end a -->, found <!-- end b -->'],
  ['<!-- begin a -->', 'page.md: expected <!-- end a -->, found the end of the file'],
  [
    '<!-- begin a --><!-- end a -->\n<!-- begin a --><!-- end a -->',
    'page.md:2: section "a" given twice',
  ],
])('misplaced markers are refused: %j', (page, message) => {
  expect(() => sectionNames(page, 'page.md')).toThrow(message);
});
