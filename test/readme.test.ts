// What the README shows a newcomer is what happens.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

interface Example {
  readonly command: string;
  readonly output: string;
}

const examplePattern = /^ {4}\$ (?<command>.+)\n(?<output>(?: {4}(?!\$).*\n)+)/gm;

function examplesOf(text: string): Example[] {
  return [...text.matchAll(examplePattern)].map(({ groups }) => ({
    command: groups!.command,
    output: groups!.output.replaceAll(/^ {4}/gm, ''),
  }));
}

const examples = examplesOf(readFileSync('README.md', 'utf8'));

test('the README begins with an example of the shipped model', () => {
  expect(examples.length).toBeGreaterThanOrEqual(2);
  expect(examples[0].command).toMatch(/^echo ".+" \| npx tagger tag$/);
});

test.each(examples)('$command prints what the README says', ({ command, output }) => {
  const env = { ...process.env, TAGGER_MODEL: '' };
  expect(execFileSync('bash', ['-c', command], { env, stdio: 'pipe' }).toString()).toBe(output);
});
