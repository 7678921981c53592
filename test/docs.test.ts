// The examples of README.md and of the pages in docs do what the pages show.
//
// A command of a `console` block stands behind "$", its standard output below it. A `js` block is a program, and the `text`
// block that follows is its output. The examples of a page run in order, in one folder that has the package installed.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { type CodeBlock, codeBlocksOf, readPage } from './markdown.js';

interface Example {
  readonly page: string;
  readonly command: string;
  readonly output: string;
  /** The file that the command runs. */
  readonly program?: string;
}

const PROGRAM = 'example.mjs';

const pages = ['README.md', ...readdirSync('docs').filter(isPage).map(inDocs)];
const root = mkdtempSync(join(tmpdir(), 'docs-'));
const folders = new Map(pages.map((page) => [page, createFolder(page)]));
afterAll(() => rmSync(root, { recursive: true }));

function isPage(name: string): boolean {
  return name.endsWith('.md');
}

function inDocs(name: string): string {
  return join('docs', name);
}

/** A folder with the package and what the examples read. */
function createFolder(page: string): string {
  const folder = join(root, page.replaceAll('/', '-'));
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, '.bin'), { recursive: true });
  symlinkSync(process.cwd(), join(modules, 'teddy-tagger'));
  symlinkSync(resolve('bin/tagger.js'), join(modules, '.bin/teddy-tagger'));
  for (const name of ['data', 'models']) symlinkSync(resolve(name), join(folder, name));
  return folder;
}

const consoleExample = /^\$ (?<command>(?:.*\\\n)*.*)\n(?<output>(?:(?!\$ ).*\n)*)/gm;

function examplesOf(page: string): Example[] {
  const blocks = codeBlocksOf(readPage(page));
  return blocks.flatMap(({ language, code }, index) => {
    if (language === 'console') {
      return [...code.matchAll(consoleExample)].map(({ groups }) => ({
        page,
        command: groups!.command,
        output: groups!.output,
      }));
    }
    return language === 'js' ? [programExample(page, code, blocks[index + 1])] : [];
  });
}

function programExample(page: string, code: string, next: CodeBlock | undefined): Example {
  if (next?.language !== 'text') throw new Error(`${page}: no output follows the program: ${code}`);
  return { page, command: `node ${PROGRAM}`, output: next.code, program: code };
}

function outputOf({ page, command, program }: Example): string {
  const folder = folders.get(page)!;
  if (program !== undefined) writeFileSync(join(folder, PROGRAM), program);
  const env = { ...process.env, TAGGER_MODEL: '', NO_COLOR: '1' };
  return execFileSync('bash', ['-c', command], { cwd: folder, env, stdio: 'pipe' }).toString();
}

// npx takes a second to find the program, so that one example is enough to show that it does.
const direct = ({ command, ...rest }: Example): Example => ({
  ...rest,
  command: command.replaceAll('npx teddy-tagger', 'node_modules/.bin/teddy-tagger'),
});

const readme = readPage('README.md');
const examples = pages.flatMap(examplesOf);
const [first] = examples;

test('the README begins with an example of the shipped model, which runs as it stands', () => {
  expect(first.command).toMatch(/^echo ".+" \| npx teddy-tagger tag$/);
  expect(outputOf(first)).toBe(first.output);
});

test.each(examples)('$page: $command', (example) => {
  expect(outputOf(direct(example))).toBe(example.output);
});

test('the README is short', () => {
  expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(150);
  expect(Buffer.byteLength(readme)).toBeLessThanOrEqual(9216);
});

test('the first screen of the README holds the two commands that set Teddy up', () => {
  const firstScreen = readme.split('\n').slice(0, 35).join('\n');
  expect(firstScreen).toMatch(/^npm install && npm run quickstart\b/m);
  expect(firstScreen).toMatch(/^npm install && npm test\b/m);
});
