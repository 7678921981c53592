import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseConll } from '../../src/corpora/conll.js';
import {
  environment,
  program,
  runBash,
  runOnTerminal,
  runTagger,
  withoutConfidences,
} from './run-tagger.js';
import { writeTinyModel } from './tiny-model.js';

const folder = mkdtempSync(join(tmpdir(), 'tag-'));
const model = join(folder, 'tiny.safetensors');
const sentence = 'Teddy Roosevelt was a great president .';

beforeAll(() => writeTinyModel(model));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const tag = (args: readonly string[], input: string | Uint8Array = '') =>
  withoutConfidences(runTagger(['tag', '--model', model, ...args], { input }));

const done = (stdout: string) => ({ exitCode: 0, stdout, stderr: '' });

test('in a pipe the entities are marked inline', () => {
  const input = `${sentence}\nAnna lives in New York .\n`;
  expect(tag([], input)).toEqual(
    done(
      '[Teddy Roosevelt](PER) was a great president .\n[Anna](PER) lives in [New York](LOC) .\n',
    ),
  );
});

test('every other character of the text comes out unchanged', () => {
  const input = [
    '\ufeffthe bear\r\n\r\n\n',
    ' \t the\tbear \f\v\n',
    'was\r here\u2028a\u2029b\u0085c\n',
    'a\0b\n',
    '\u001b[1mthe\u001b[0m\n',
    'no\u00a0break\u3000🧸\u200d❤\ufe0f e\u0301\n',
    '[x](PER)\n',
    '\r\r\nthe bear',
  ].join('');
  const { exitCode, stdout } = tag([], input);
  const texts = tag(['--format', 'jsonl'], input).stdout.trimEnd().split('\n');
  const entities = texts.flatMap((json) => JSON.parse(json).entities);
  // Whatever the tiny model takes for an entity, its mark is removed.
  let place = 0;
  let unmarked = '';
  for (const { text, label } of entities) {
    const start = stdout.indexOf(`[${text}](${label})`, place);
    expect(start).toBeGreaterThanOrEqual(0);
    unmarked += stdout.slice(place, start) + text;
    place = start + `[${text}](${label})`.length;
  }
  expect(exitCode).toBe(0);
  expect(unmarked + stdout.slice(place)).toBe(input);
});

test('jsonl is one object per line, in order, also for an empty line', () => {
  expect(tag(['--format=jsonl'], `é🧸 Paris is\r\n\n${sentence}`).stdout.split('\n')).toEqual([
    '{"text":"é🧸 Paris is","entities":[{"label":"LOC","text":"Paris","start":4,"end":9}]}',
    '{"text":"","entities":[]}',
    `{"text":"${sentence}","entities":[{"label":"PER","text":"Teddy Roosevelt","start":0,"end":15}]}`,
    '',
  ]);
});

test('our own reader reads conll output', () => {
  const { exitCode, stdout } = tag(
    ['--format', 'conll'],
    `# ${sentence} It rained .\n\nParis is\n`,
  );
  const { sentences } = parseConll(Buffer.from(stdout), 'conll');
  expect(exitCode).toBe(0);
  expect(stdout.startsWith('# O\nTeddy B-PER\nRoosevelt I-PER\nwas O\n')).toBe(true);
  expect(sentences.map(({ tokens }) => tokens.join(' '))).toEqual([
    `# ${sentence}`,
    'It rained .',
    'Paris is',
  ]);
});

const red = '\u001b[35m\u001b[1mTeddy Roosevelt\u001b[22m\u001b[39m\u001b[2m PER\u001b[22m';

test('a terminal gets colors', () => {
  const path = file('color.txt', `${sentence}\n`);
  const expected = `${red} was a great president .\r\n`;
  expect(runOnTerminal(`$tagger tag --model ${model} ${path}`)).toEqual(done(expected));
});

test.each([
  ['--no-color', {}],
  ['', { NO_COLOR: '1' }],
  ['', { TERM: 'dumb' }],
])('a terminal gets no colors with %s %p', (flag, env) => {
  const path = file('plain.txt', `${sentence}\n`);
  const expected = '[Teddy Roosevelt](PER) was a great president .\r\n';
  expect(runOnTerminal(`$tagger tag --model ${model} ${flag} ${path}`, env)).toEqual(
    done(expected),
  );
});

test.each([['--color'], ['--format=color']])('%s gives colors in a pipe', (flag) => {
  expect(tag([flag], sentence)).toEqual(done(`${red} was a great president .`));
});

test('fast arithmetic runs and prints nothing else', () => {
  expect(tag(['--arithmetic', 'fast'], sentence)).toEqual(
    done('[Teddy Roosevelt](PER) was a great president .'),
  );
});

test('whole numbers give the same entities and confidences on one thread and on two', () => {
  // Enough tokens for another thread to start.
  const text = file('long', `${sentence}\nAnna lives in New York .\n`.repeat(1500));
  const jsonl = (...flags: string[]) =>
    runTagger(['tag', '--model', model, '--format', 'jsonl', ...flags, text]);
  const [one, two] = ['1', '2'].map((threads) =>
    jsonl('--arithmetic', 'int8', '--threads', threads),
  );
  expect({ ...one, stdout: one.stdout.split('\n').length }).toEqual({
    exitCode: 0,
    stdout: 3001,
    stderr: '',
  });
  expect(two.stdout).toBe(one.stdout);
  const exact = jsonl('--threads', '1');
  expect(one.stdout).not.toBe(exact.stdout);
  expect(withoutConfidences(one)).toEqual(withoutConfidences(exact));
});

test('files are read in order, a hyphen is standard input, and each file ends its last line', () => {
  const first = file('first', 'the\nPar');
  const last = file('-last', 'is\n');
  const args = ['--format', 'jsonl', '--', first, '-', last];
  const texts = tag(args, 'Anna')
    .stdout.trimEnd()
    .split('\n')
    .map((json) => JSON.parse(json).text);
  expect(texts).toEqual(['the', 'Par', 'Anna', 'is']);
  expect(tag(['--', first, last]).stdout).toBe('the\nParis\n');
});

test('an empty text gives no output', () => {
  expect(tag([file('empty', '')])).toEqual(done(''));
  expect(tag(['--format', 'jsonl'])).toEqual(done(''));
});

test('bytes that are not text are refused with their line', () => {
  const latin = file('latin.txt', Buffer.from('the bear\nMünchen\n', 'latin1'));
  expect(tag([latin])).toEqual({
    exitCode: 1,
    stdout: 'the bear\n',
    stderr: `tagger: ${latin}:2: expected UTF-8 text, found other bytes at offset 10: "M\ufffdnchen\\n" (see --encoding and --invalid)\n`,
  });
  const { exitCode, stderr } = tag(['-'], readFileSync(process.execPath).subarray(0, 100000));
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(
    /^tagger: standard input:\d+: expected UTF-8 text, found other bytes at offset \d+: .*\n$/,
  );
});

test('a folder is refused, as a file and as standard input', () => {
  expect(tag([folder])).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: `tagger: ${folder}: expected a file, found a folder; --recursive reads the files in it\n`,
  });
  expect(runBash(`$tagger tag --model ${model} < ${folder}`)).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: 'tagger: standard input: expected a file, found a folder\n',
  });
});

test('a model that is cut off is refused by name', () => {
  const short = file('short.safetensors', readFileSync(model).subarray(0, -100));
  const { exitCode, stdout, stderr } = runTagger(['tag', '--model', short], { input: 'x' });
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toMatch(/^tagger: .*short\.safetensors: .*expected data up to byte .*\n$/);
});

test('a token and a line of a million characters come out', () => {
  const long = 'x'.repeat(1_000_000);
  const { exitCode, stdout } = tag(['--format=jsonl'], `${long}\n${'was here . '.repeat(100_000)}`);
  const texts = stdout
    .trimEnd()
    .split('\n')
    .map((json) => JSON.parse(json).text);
  expect(exitCode).toBe(0);
  expect(texts[0]).toBe(long);
  expect(texts[1]).toBe('was here . '.repeat(100_000));
});

test('a closed pipe is not an error', () => {
  const path = file('many', `${sentence}\n`.repeat(50_000));
  const line = `$tagger tag --model ${model} ${path} | head -1; echo \${PIPESTATUS[*]}`;
  expect(runBash(line)).toEqual(done('[Teddy Roosevelt](PER) was a great president .\n0 0\n'));
});

test('lines are answered as they arrive, until an interrupt', async () => {
  const child = spawn(process.execPath, [program, 'tag', '--model', model], { env: environment() });
  const answers: string[] = [];
  for (const line of ['Paris is\n', 'Nobody was here\n']) {
    child.stdin.write(line);
    const [answer] = await once(child.stdout, 'data');
    answers.push(String(answer));
  }
  expect(answers).toEqual(['[Paris](LOC) is\n', 'Nobody was here\n']);
  child.kill('SIGINT');
  expect(await once(child, 'close')).toEqual([130, null]);
});

test('emoji around a name are no part of it', () => {
  const { stdout } = runTagger(['tag', '--model', 'en'], { input: '😀 Anna Berg 😀 met Bo.\n' });
  expect(stdout).toContain('😀 [Anna Berg](PER) 😀 met');
});
