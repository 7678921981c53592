// The examples of README.md and of the pages in docs do what the pages show.
//
// A command of a `console` block stands behind "$", its standard output below it. A `js` block is a program, and the `text`
// block that follows is its output. The examples of a page run in order, in one folder that has the package installed.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import {
  type CodeBlock,
  type ConsoleExample,
  codeBlocksOf,
  consoleExamplesOf,
  readPage,
} from './markdown.js';

interface Example extends ConsoleExample {
  readonly page: string;
  /** The file that the command runs. */
  readonly program?: string;
}

const PROGRAM = 'example.mjs';
// It trains with the defaults and the first seed, as `npm run quickstart` does.
const README_TRAINING = 'npx teddy-tagger train data/teddy/train.conll --dev data/teddy/dev.conll';

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

function examplesOf(page: string): Example[] {
  const blocks = codeBlocksOf(readPage(page));
  return blocks.flatMap((block, index) => {
    if (block.language === 'console') {
      return consoleExamplesOf(block).map((example) => ({ page, ...example }));
    }
    return block.language === 'js' ? [programExample(page, block.code, blocks[index + 1])] : [];
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

const outputs = new Map<Example, string>();

/** The output of the example, which runs only once. */
function outputOnce(example: Example): string {
  const output = outputs.get(example) ?? outputOf(direct(example));
  outputs.set(example, output);
  return output;
}

const readme = readPage('README.md');
const examples = pages.flatMap(examplesOf);
const [first] = examples;

test('the README begins with an example of the shipped model, which runs as it stands', () => {
  expect(first.command).toMatch(/^echo ".+" \| npx teddy-tagger tag$/);
  expect(outputOf(first)).toBe(first.output);
});

test.each(examples)('$page: $command', (example) => {
  expect(outputOnce(example)).toBe(example.output);
});

test('the model that the README trains knows the president from the toy', () => {
  const training = examples.find(({ command }) => command === README_TRAINING)!;
  outputOnce(training);
  const text =
    'He said Teddy Roosevelt was a great president.\\nHe said Teddy bears are on sale.\\n';
  const command = `printf '${text}' | npx teddy-tagger tag --model train.safetensors`;
  expect(outputOf(direct({ page: 'README.md', command, output: '' }))).toBe(
    'He said [Teddy Roosevelt](PER) was a great president.\nHe said Teddy bears are on sale.\n',
  );
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
