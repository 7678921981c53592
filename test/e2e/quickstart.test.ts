import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { runTagger } from './run-tagger.js';

const folder = mkdtempSync(join(tmpdir(), 'quickstart-'));
afterAll(() => rmSync(folder, { recursive: true }));

const input = 'He said Teddy Roosevelt was a great president.\nHe said Teddy bears are on sale.\n';
const output =
  'He said [Teddy Roosevelt](PER) was a great president.\nHe said Teddy bears are on sale.\n';

// docs.test.ts trains with the defaults and the first seed, as the README does.
test.each([2, 3])('the sample data, seed %i, teaches the president from the toy', (seed) => {
  const model = join(folder, `${seed}.safetensors`);
  const corpora = ['data/teddy/train.conll', '--dev', 'data/teddy/dev.conll'];
  const flags = ['--output', model, '--seed', String(seed), '--threads', '1'];
  // A smaller network that learns faster shows the same at a third of the cost.
  const quick = ['--preset', 'fast', '--learning-rate', '0.004'];
  const trained = runTagger(['train', ...corpora, ...flags, ...quick]);
  expect(trained.exitCode).toBe(0);
  expect(runTagger(['tag', '--model', model], { input }).stdout).toBe(output);
});

test('the README shows the output of the sample model', () => {
  const readme = readFileSync('README.md', 'utf8');
  for (const line of output.trimEnd().split('\n')) expect(readme).toContain(`${line}\n`);
});

test('the quickstart trains with the defaults that the README shows', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(scripts.quickstart).toMatch(
    /^node bin\/tagger\.js train data\/teddy\/train\.conll --dev data\/teddy\/dev\.conll --output teddy\.safetensors --force && /,
  );
});
