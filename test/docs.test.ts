// The examples of README.md and of the pages in docs do what the pages show.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import {
  createFolder,
  direct,
  type Example,
  examplePages,
  examplesOf,
  outputOf,
} from './examples.js';
import { readPage } from './markdown.js';

// It trains with the defaults and the first seed, as `npm run quickstart` does.
const README_TRAINING = 'npx teddy-tagger train data/teddy/train.conll --dev data/teddy/dev.conll';

const root = mkdtempSync(join(tmpdir(), 'docs-'));
const folders = new Map(examplePages.map((page) => [page, createFolder(root, page)]));
afterAll(() => rmSync(root, { recursive: true }));

const outputIn = (example: Example): string => outputOf(example, folders.get(example.page)!);

const outputs = new Map<Example, string>();

/** The output of the example, which runs only once. */
function outputOnce(example: Example): string {
  const output = outputs.get(example) ?? outputIn(direct(example));
  outputs.set(example, output);
  return output;
}

const readme = readPage('README.md');
const examples = examplePages.flatMap(examplesOf);
const [first] = examples;

test('the README begins with an example of the shipped model, which runs as it stands', () => {
  expect(first.command).toMatch(/^echo ".+" \| npx teddy-tagger tag$/);
  expect(outputIn(first)).toBe(first.output);
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
  expect(outputIn(direct({ page: 'README.md', command, output: '' }))).toBe(
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
