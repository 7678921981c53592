import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runBash, runOnTerminal } from './run-tagger.js';
import { tinyCorpus, writeTinyModel } from './tiny-model.js';

const folder = mkdtempSync(join(tmpdir(), 'terminal-'));
const model = join(folder, 'tiny.safetensors');
const corpus = join(folder, 'c');
const text = join(folder, 'long.txt');
const out = join(folder, 'out');
const LINES = 5000;

beforeAll(async () => {
  await writeTinyModel(model);
  writeFileSync(corpus, tinyCorpus.repeat(8));
  // Several chunks, because the bar moves with each.
  writeFileSync(text, 'Teddy Roosevelt was a great president .\n'.repeat(LINES));
});
afterAll(() => rmSync(folder, { recursive: true }));

const control = '\u001b';
const tag = `$tagger tag --model ${model}`;

/** The lines that a terminal has shown, also those that others have replaced. */
function shownLines(output: string): string[] {
  const sequence = new RegExp(`${control}(?:[78]|\\[[?\\d;]*[A-Za-z])`, 'g');
  return output.split(sequence).flatMap((part) => part.split(/[\r\n]+/));
}

// Short names, since a line may also name a file.
const train = `cd ${folder} && $tagger train c --dev c --force --hidden 8 --epochs 2 --runs 2`;

test.each([60, 80, 120, 200])('train prints no line wider than %i columns', (columns) => {
  const { exitCode, stdout } = runOnTerminal(`stty cols ${columns}; ${train} --verbose`);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/run 1\/2 \| epoch 1\/2 .*\d+% \| at most \d+ s left/);
  const lines = shownLines(stdout).filter((line) =>
    /^(?:run|epoch|ended|trained| +(?:loss|P|rate|norm|[\d,]+ tokens) )/.test(line),
  );
  expect(lines.length).toBeGreaterThan(8);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(columns);
});

test('the lines of train name the same figures in a pipe, without a bar', () => {
  const { exitCode, stderr } = runBash(train);
  expect(exitCode).toBe(0);
  expect(stderr).not.toContain(control);
  expect(stderr).not.toContain('\r');
  expect(stderr).not.toContain('% |');
  expect(stderr.match(/^epoch \d\/2 {2}F1 .* best .* loss .* tokens\/s$/gm)).toHaveLength(4);
  expect(stderr.match(/^ended after \d+ s: .*; kept epoch \d$/gm)).toHaveLength(2);
});

test('with --verbose a pipe gets all figures of an epoch in one line', () => {
  const { stderr } = runBash(`${train} --verbose`);
  const line = /^epoch \d\/2 {2}F1 .* tokens\/s {2}P .* R .* rate .* norm .* max .* clip .*%$/gm;
  expect(stderr.match(line)).toHaveLength(4);
});

test('a training without progress ends with its patience', () => {
  const flags = '--hidden 8 --epochs 9 --patience 1 --learning-rate 1e-9 --word-dropout 0';
  const { stderr } = runBash(`cd ${folder} && $tagger train c --dev c --force ${flags}`);
  expect(stderr).toMatch(
    /^ended after \d+ s: no better F1 for 1 epoch \(patience\); kept epoch 1$/m,
  );
});

test.each([
  ['a file', `${tag} ${text} > ${out}`],
  ['a redirected file', `${tag} < ${text} > ${out}`],
  ['several files', `${tag} ${text} ${text} > ${out}`],
])('tag shows its progress through %s on a terminal', (_, line) => {
  const { exitCode, stdout } = runOnTerminal(`stty cols 60; ${line}`);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/tagging [=-]+ +\d+% \| \d+ s left \| \d\.\d of \d\.\d MB/);
  for (const shown of shownLines(stdout)) expect(shown.length).toBeLessThanOrEqual(60);
  // The last thing is that the line is cleared.
  expect(stdout).toMatch(new RegExp(`\\r?${control}\\[1G${control}\\[2K$`));
});

test.each([
  ['a pipe as output', `${tag} ${text} | cat > ${out}`],
  ['a pipe as input', `cat ${text} | ${tag} > ${out}`],
  ['a pipe beside a file', `cat ${text} | ${tag} ${text} - > ${out}`],
  ['a file for its errors', `${tag} ${text} > ${out} 2> ${folder}/errors`],
])('tag shows no progress with %s', (_, line) => {
  expect(runOnTerminal(line)).toEqual({ exitCode: 0, stdout: '', stderr: '' });
});

test('the output of tag is the same with a bar and without', () => {
  expect(runOnTerminal(`${tag} ${text} > ${out}`).stdout).toContain('tagging');
  const withBar = readFileSync(out);
  runBash(`${tag} ${text} > ${out}`);
  expect(readFileSync(out).equals(withBar)).toBe(true);
});

test('an error replaces the bar', () => {
  const bad = join(folder, 'bad.txt');
  writeFileSync(bad, Buffer.concat([readFileSync(text), Buffer.from('\xff\n', 'latin1')]));
  const { exitCode, stdout } = runOnTerminal(`${tag} ${bad} > ${out}`);
  expect(exitCode).toBe(1);
  expect(stdout).toContain('tagging');
  expect(stdout).toContain(`${control}[2Ktagger: ${bad}:${LINES + 1}: `);
});

test('an output that is full replaces the bar by the error', () => {
  const { exitCode, stdout } = runOnTerminal(`${tag} ${text} > /dev/full`);
  expect(exitCode).toBe(1);
  expect(shownLines(stdout).at(-2)).toMatch(/^tagger: standard output: /);
});
