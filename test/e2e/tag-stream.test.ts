// `tagger tag` as a stream: signals, long lines, slow readers, full disks.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { environment, program, runBash, runTagger } from './run-tagger.js';
import { writeTinyModel } from './tiny-model.js';

const folder = mkdtempSync(join(tmpdir(), 'stream-'));
const model = join(folder, 'tiny.safetensors');

beforeAll(() => writeTinyModel(model));
afterAll(() => rmSync(folder, { recursive: true }));

function start(args: readonly string[]): ChildProcessWithoutNullStreams {
  const command = [program, 'tag', '--model', model, ...args];
  const child = spawn(process.execPath, command, { env: environment() });
  child.stdout.setEncoding('utf8');
  return child;
}

/** Gives a line to the program, and waits for its answer. */
async function ask(child: ChildProcessWithoutNullStreams, line: string): Promise<string> {
  child.stdin.write(line);
  const [answer] = await once(child.stdout, 'data');
  return answer;
}

const signals = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const;

test.each(signals)(
  '%s ends the output as at the end of the input, with exit %i',
  async (signal, code) => {
    const mapping = join(folder, `${signal}.jsonl`);
    const args = ['--format', 'redact', '--pseudonyms', '--mapping', mapping];
    const child = start(args);
    expect(await ask(child, 'Paris is\n')).toBe('[LOC_1] is\n');
    // The end of this line never comes.
    child.stdin.write('Nobody was');
    child.kill(signal);
    expect(await once(child, 'close')).toEqual([code, null]);
    expect(readFileSync(mapping, 'utf8')).toContain('Paris');
  },
);

test('a format that has an end is complete after a signal', async () => {
  const child = start(['--format', 'xml']);
  let output = await ask(child, 'Paris is\n');
  while (!output.includes('</text>')) output += (await once(child.stdout, 'data'))[0];
  child.stdout.on('data', (text) => {
    output += text;
  });
  child.kill('SIGTERM');
  expect(await once(child, 'close')).toEqual([143, null]);
  expect(output.endsWith('</text>\n</texts>\n')).toBe(true);
});

test('a second signal ends the program although the reader has stopped', async () => {
  const child = start([]);
  child.stdout.pause();
  child.stdin.on('error', () => undefined);
  // More than the pipe holds; the first bytes show that the program works.
  child.stdin.write('Nobody was here\n'.repeat(100_000));
  await once(child.stdout, 'readable');
  child.kill('SIGTERM');
  const again = setInterval(() => child.kill('SIGTERM'), 20);
  const [code, signal] = await once(child, 'exit');
  clearInterval(again);
  // A third signal may come while the program exits. A shell sees 143 then, too.
  expect(signal ?? code).toBe(signal === null ? 143 : 'SIGTERM');
});

test('with --line-buffered, each line is printed on its own', async () => {
  const child = start(['--line-buffered']);
  const answers: string[] = [];
  child.stdout.on('data', (text) => answers.push(text));
  child.stdin.end('Paris is\nNobody was here\n'.repeat(20));
  await once(child, 'close');
  const expected = '[Paris](LOC) is\nNobody was here\n'.repeat(20);
  expect(answers.join('')).toBe(expected);
  expect(
    runTagger(['tag', '--model', model], { input: 'Paris is\nNobody was here\n'.repeat(20) }),
  ).toEqual({
    exitCode: 0,
    stdout: expected,
    stderr: '',
  });
});

test('the start of a long line is answered before its end comes', async () => {
  const child = start(['--format', 'jsonl', '--threads', '1']);
  const sentence = 'Teddy Roosevelt saw Paris . ';
  let output = await ask(child, sentence.repeat(20_000));
  expect(output.startsWith(`{"text":"${sentence}`)).toBe(true);
  child.stdout.on('data', (text) => {
    output += text;
  });
  child.stdin.end('"Anna"\n');
  await once(child, 'close');
  const { text, entities } = JSON.parse(output);
  expect(text).toBe(`${sentence.repeat(20_000)}"Anna"`);
  expect(entities).toHaveLength(40_001);
  for (const entity of entities.slice(-3)) {
    expect(text.slice(entity.start, entity.end)).toBe(entity.text);
  }
});

test('the names in a sentence of 21,000 tokens are all found, once each', () => {
  const input = `${'Anna met Teddy Roosevelt in Paris and '.repeat(3000)}\n`;
  // The shipped model: the tiny one knows only short sentences.
  const { stdout } = runTagger(['tag', '--model', 'en', '--format', 'inline'], { input });
  const expected = '[Anna](PER) met [Teddy Roosevelt](PER) in [Paris](LOC) and ';
  expect(stdout === `${expected.repeat(3000)}\n`).toBe(true);
});

test('a line that is too long for a format is refused, and the lines before it are printed', () => {
  const path = join(folder, 'long.txt');
  writeFileSync(path, `Paris is\n${' '.repeat(1 << 24)}.\n`);
  const { exitCode, stdout, stderr } = runTagger([
    'tag',
    '--model',
    model,
    '--format',
    'doccano',
    path,
  ]);
  expect(stdout).toBe('{"text":"Paris is","label":[[0,5,"LOC"]],"line":1}\n');
  expect(stderr).toBe(
    `tagger: ${path}:2: expected lines in this format of at most 16777216 characters, found a longer one\n`,
  );
  expect(exitCode).toBe(1);
});

test('a line that is not UTF-8 after its first pieces is closed as a record', () => {
  const path = join(folder, 'damaged.txt');
  const start = 'Paris is in the north . '.repeat(20_000);
  writeFileSync(path, Buffer.concat([Buffer.from(start), Buffer.from([255, 10])]));
  const { exitCode, stdout, stderr } = runTagger([
    'tag',
    '--model',
    model,
    '--format',
    'jsonl',
    path,
  ]);
  const { text } = JSON.parse(stdout);
  expect(text.length).toBeGreaterThan(100_000);
  expect(start.startsWith(text)).toBe(true);
  expect(stderr).toContain(`${path}:1: expected UTF-8 text, found other bytes at offset 480000: `);
  expect(exitCode).toBe(1);
});

test('a full disk is an error', () => {
  const line = `echo Paris is | $tagger tag --model ${model} > /dev/full`;
  expect(runBash(line)).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: 'tagger: standard output: no space left on the disk\n',
  });
});
