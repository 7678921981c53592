// The CI recipes of docs/evaluation.md: each file parses, is short, and its command passes and fails as it should.
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { codeBlocksOf, readPage } from './markdown.js';

// Its types are a package of their own.
const { safeLoad } = createRequire(import.meta.url)('js-yaml');

const folder = mkdtempSync(join(tmpdir(), 'recipes-'));
const path = (name: string) => join(folder, name);
const blocks = codeBlocksOf(readPage('docs/evaluation.md'));
const [github, gitlab] = blocks.filter(({ language }) => language === 'yaml');
const [jenkins] = blocks.filter(({ language }) => language === 'groovy');

/** The lines that a recipe runs in a shell. */
const recipes = [
  {
    name: 'GitHub Actions',
    block: github,
    commands: () => stepsOf(safeLoad(github.code)).flatMap(({ run }) => (run ? [run] : [])),
  },
  { name: 'GitLab', block: gitlab, commands: () => safeLoad(gitlab.code).eval.script },
  {
    name: 'Jenkins',
    block: jenkins,
    commands: () => [/sh '''(.*?)'''/s.exec(jenkins.code)![1].replaceAll('\\\n', '')],
  },
];

const stepsOf = (workflow: { jobs: { eval: { steps: { run?: string }[] } } }) =>
  workflow.jobs.eval.steps;

beforeAll(() => {
  copyFileSync('data/teddy/test.conll', path('test.conll'));
  symlinkSync(resolve('models/en.safetensors'), path('model.safetensors'));
  const flags = ['--update-baseline', '--baseline'];
  const judge = (...args: string[]) =>
    execFileSync(process.execPath, ['bin/tagger.js', 'eval', path('test.conll'), ...args], {
      stdio: 'pipe',
    });
  judge('--model', path('model.safetensors'), ...flags, path('same.json'));
  judge('--predictions', path('test.conll'), ...flags, path('better.json'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const f1Of = (report: string): string =>
  JSON.parse(readFileSync(path(report), 'utf8')).systems[0].overall.f1.toFixed(2);

function run(command: string, baseline: string) {
  copyFileSync(path(baseline), path('baseline.json'));
  const line = command.replace(
    /^npx teddy-tagger/,
    `"${process.execPath}" "${resolve('bin/tagger.js')}"`,
  );
  const env = { PATH: process.env.PATH, GITHUB_STEP_SUMMARY: path('summary.md') };
  const { status, stdout, stderr } = spawnSync('bash', ['-c', line], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

test.each(recipes)(
  'the recipe for $name has at most 15 lines and one command',
  ({ block, commands }) => {
    expect(block.code.trimEnd().split('\n').length).toBeLessThanOrEqual(15);
    expect(commands()).toEqual([expect.stringMatching(/^npx teddy-tagger eval test\.conll /)]);
  },
);

test.each(recipes)(
  'the command for $name passes without a drop and fails with one',
  ({ commands }) => {
    const [command] = commands();
    const passing = run(command, 'same.json');
    const f1 = f1Of('same.json');
    expect(passing.stderr).toContain(`\npassed: F1 ${f1} is not below the baseline's ${f1}\n`);
    expect(passing.status).toBe(0);
    const failing = run(command, 'better.json');
    expect(failing.stderr).toMatch(
      new RegExp(`^failed: F1 ${f1} is .+ below the baseline's 100.00, more than 0.50$`, 'm'),
    );
    expect(failing.status).toBe(1);
  },
);

test('GitHub gets a summary and annotations, the others a JUnit file where they look for it', () => {
  expect(readFileSync(path('summary.md'), 'utf8')).toContain(`❌ F1 ${f1Of('same.json')}`);
  const [command] = recipes[0].commands();
  expect(run(command, 'same.json').stdout).toMatch(/^::error file=test\.conll,line=\d+/m);
  const { junit } = safeLoad(gitlab.code).eval.artifacts.reports;
  expect(/junit '(.*)'/.exec(jenkins.code)![1]).toBe(junit);
  expect(existsSync(path(junit))).toBe(true);
});
