// Every link of the pages leads somewhere.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { anchorsOf, codeBlocksOf, linksOf, pages, readPage } from './markdown.js';

const isExternal = (target: string) => /^[a-z]+:/i.test(target);

/** What is wrong with a link, or undefined. */
function brokenLink(page: string, target: string): string | undefined {
  const [path, anchor] = target.split('#');
  const file = path === '' ? page : join(dirname(page), decodeURI(path));
  if (file.startsWith('..') || !existsSync(file)) return `${target}: no such file`;
  if (anchor === undefined) return undefined;
  const anchors = file.endsWith('.md') ? anchorsOf(readPage(file)) : [];
  return anchors.includes(anchor) ? undefined : `${target}: no such heading`;
}

test.each(pages)('every relative link of %s leads to a file and a heading', (page) => {
  const links = linksOf(readPage(page)).filter((target) => !isExternal(target));
  expect(links.map((target) => brokenLink(page, target)).filter(Boolean)).toEqual([]);
});

test.each([
  ['missing.md', 'missing.md: no such file'],
  ['../README.md', '../README.md: no such file'],
  ['README.md#nowhere', 'README.md#nowhere: no such heading'],
  ['#nowhere', '#nowhere: no such heading'],
  ['LICENSE#license', 'LICENSE#license: no such heading'],
  ['README.md#install', undefined],
  ['LICENSE', undefined],
])('the link %s in the README is found to be: %s', (target, expected) => {
  expect(brokenLink('README.md', target)).toBe(expected);
});

test('headings get the anchors that GitHub gives them', () => {
  const text =
    '# What’s `--here`, _now_?\n## A & B\n```\n# no heading\n```\n## A & B\n## [Link](x.md)\n';
  expect(anchorsOf(text)).toEqual(['whats---here-_now_', 'a--b', 'a--b-1', 'link']);
});

test('links are found in prose, not in code', () => {
  const text =
    '[a](a.md) ![b](b.svg) `[no](no.md)`\n```sh\n[no](no.md)\n```\n[c]: c.md\n<img src="d.png">\n';
  expect(linksOf(text)).toEqual(['a.md', 'b.svg', 'c.md', 'd.png']);
  expect(codeBlocksOf(text)).toEqual([{ language: 'sh', code: '[no](no.md)\n' }]);
});

// Files that the worked example of a new cell adds.
const isExample = (path: string) => /lstm-reset|\/reset\./.test(path);

test('every source file that CONTRIBUTING.md names exists', () => {
  const prose = readPage('CONTRIBUTING.md').replaceAll(/^```.*?^```$/gms, '');
  const named = [...prose.matchAll(/`((?:src|test|bench|models|docs|data)\/[\w./-]+)`/g)];
  const missing = named.map(([, path]) => path).filter((path) => !existsSync(path));
  expect(missing.filter((path) => !isExample(path))).toEqual([]);
});
