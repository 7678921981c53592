import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  environment,
  program,
  runBash,
  runOnTerminal,
  runTagger,
  withoutConfidences,
} from './run-tagger.js';
import { tinyCorpus, writeTinyModel } from './tiny-model.js';

const folder = mkdtempSync(join(tmpdir(), 'tag-input-'));
const model = join(folder, 'tiny.safetensors');

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

const tokens = 'Teddy\t Roosevelt was\n\n Paris is.\r\nParis';

test('--input text is the default', () => {
  expect(tag(['--input', 'text'], 'Teddy Roosevelt was.')).toEqual(tag([], 'Teddy Roosevelt was.'));
});

test.each([
  ['inline', '[Teddy\t Roosevelt](PER) was\n\n [Paris](LOC) is.\r\n[Paris](LOC)'],
  [
    'jsonl',
    '{"text":"Teddy\\t Roosevelt was","entities":[{"label":"PER","text":"Teddy\\t Roosevelt","start":0,"end":16}]}\n' +
      '{"text":"","entities":[]}\n' +
      '{"text":" Paris is.","entities":[{"label":"LOC","text":"Paris","start":1,"end":6}]}\n' +
      '{"text":"Paris","entities":[{"label":"LOC","text":"Paris","start":0,"end":5}]}\n',
  ],
  ['conll', 'Teddy B-PER\nRoosevelt I-PER\nwas O\n\n\nParis B-LOC\nis. O\n\nParis B-LOC\n\n'],
])('--input tokens tags tokens between spaces and tabs, as %s', (format, expected) => {
  expect(tag(['--input', 'tokens', '--format', format], tokens)).toEqual(done(expected));
});

test('--input tokens is marked inline in a pipe, and colored with --color', () => {
  expect(tag(['--input=tokens'], tokens)).toEqual(
    tag(['--input=tokens', '--format=inline'], tokens),
  );
  const colored = tag(['--input=tokens', '--color'], 'Paris is.').stdout;
  expect(colored).toBe('\u001b[36m\u001b[1mParis\u001b[22m\u001b[39m\u001b[2m LOC\u001b[22m is.');
});

const columns = `\ufeff# id = 1\r
Teddy NNP O\r
Roosevelt NNP O\r

-DOCSTART- -X- O

Paris\tNNP
is`;

const taggedColumns = `\ufeff# id = 1\r
Teddy NNP O B-PER\r
Roosevelt NNP O I-PER\r

-DOCSTART- -X- O

Paris\tNNP\tB-LOC
is O`;

test.each([
  [[], taggedColumns],
  [['--format', 'conll'], taggedColumns],
  [['--token-column', '1'], taggedColumns],
  [['--format', 'inline'], '[Teddy Roosevelt](PER)\n[Paris](LOC) is\n'],
  [
    ['--format', 'jsonl'],
    '{"text":"Teddy Roosevelt","entities":[{"label":"PER","text":"Teddy Roosevelt","start":0,"end":15}]}\n' +
      '{"text":"Paris is","entities":[{"label":"LOC","text":"Paris","start":0,"end":5}]}\n',
  ],
])('--input conll reads columns, and %p chooses the output', (flags, expected) => {
  expect(tag(['--input', 'conll', ...flags], columns)).toEqual(done(expected));
});

test('--token-column chooses the column of the tokens', () => {
  const input = '1\tParis\tNNP\n2\tis\tVBZ\n';
  const expected = '1\tParis\tNNP\tB-LOC\n2\tis\tVBZ\tO\n';
  expect(tag(['--input', 'conll', '--token-column', '2'], input)).toEqual(done(expected));
});

test('on a terminal the sentences of columns are colored or, without colors, columns', () => {
  const path = file('columns', 'Paris NNP\nis VBZ\n\n');
  const line = `$tagger tag --model ${model} --input conll ${path}`;
  expect(runOnTerminal(line)).toEqual(
    done('\u001b[36m\u001b[1mParis\u001b[22m\u001b[39m\u001b[2m LOC\u001b[22m is\r\n'),
  );
  expect(runOnTerminal(line, { NO_COLOR: '1' })).toEqual(
    done('Paris NNP B-LOC\r\nis VBZ O\r\n\r\n'),
  );
});

test('a tagged corpus has its tags twice, and tagger eval finds no error', () => {
  const { exitCode, stdout } = tag(['--input', 'conll'], tinyCorpus);
  expect(exitCode).toBe(0);
  expect(stdout.replace(/ \S+$/gm, '')).toBe(tinyCorpus);
  expect(stdout).toBe(tinyCorpus.replace(/ (\S+)$/gm, ' $1 $1'));
  const outcome = runTagger(['eval', '--model', model, file('twice', stdout)]);
  expect(outcome.stdout).toMatch(/precision: 100\.00%; recall: 100\.00%/);
});

test('columns from several files stay apart', () => {
  const first = file('first', 'Anna\nlives');
  const second = file('second', 'Paris\nis\n');
  expect(tag(['--input', 'conll', first, second])).toEqual(
    done('Anna B-PER\nlives O\n\nParis B-LOC\nis O\n'),
  );
});

test.each([['tokens'], ['conll']])('--input %s gives no output for an empty input', (input) => {
  expect(tag(['--input', input])).toEqual(done(''));
});

test.each([
  [
    'tokens',
    'Paris is\nM\xfcnchen\n',
    '[Paris](LOC) is\n',
    ':2: expected UTF-8 text, found other bytes at offset 10: "M\ufffdnchen\\n" (see --encoding and --invalid)',
  ],
  [
    'conll',
    'Paris X\nis\nM\xfcnchen\n',
    'Paris X B-LOC\nis O\n',
    ':3: expected UTF-8 text, found other bytes at offset 12: "M\ufffdnchen\\n" (see --encoding and --invalid)',
  ],
  [
    'conll',
    'Paris X\ris X\n',
    '',
    ':1: expected lines that end in LF or CRLF, found a lone carriage return: "Paris X\\ris X"',
  ],
])('--input %s refuses %j with its line', (input, content, stdout, message) => {
  const path = file('bad', Buffer.from(content, 'latin1'));
  const stderr = `tagger: ${path}${message}\n`;
  expect(tag(['--input', input, path])).toEqual({ exitCode: 1, stdout, stderr });
});

test('a line without the token column is refused, after the lines before', () => {
  const args = ['--input', 'conll', '--token-column', '2'];
  expect(tag(args, '1 Paris\n2 is\n\n1 Anna\n2\n3 is\n')).toEqual({
    exitCode: 1,
    stdout: '1 Paris B-LOC\n2 is O\n\n1 Anna B-PER\n',
    stderr: 'tagger: standard input:5: expected at least 2 columns, found 1: "2"\n',
  });
});

test('flags that cannot be combined are wrong usage', () => {
  expect(tag(['--token-column', '2'], 'x')).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: 'tagger: --token-column: requires --input conll, found text (see tagger tag --help)\n',
  });
});

test('a sentence of a million tokens comes out', () => {
  const sentence = 'was\nhere\n'.repeat(500_000);
  const { exitCode, stdout } = tag(['--input', 'conll'], sentence);
  expect(exitCode).toBe(0);
  expect(stdout.replace(/ \S+$/gm, '') === sentence).toBe(true);
});

test('a pipe that is closed on columns is not an error', () => {
  const path = file('many', 'Paris\nis\n\n'.repeat(50_000));
  const line = `$tagger tag --model ${model} --input conll ${path} | head -1; echo \${PIPESTATUS[*]}`;
  expect(runBash(line)).toEqual(done('Paris B-LOC\n0 0\n'));
});

test('a sentence in columns is answered once its end arrives', async () => {
  const args = [program, 'tag', '--model', model, '--input', 'conll'];
  const child = spawn(process.execPath, args, { env: environment() });
  const answers: string[] = [];
  for (const sentence of ['Paris\nis\n\n', 'Nobody\n\n']) {
    child.stdin.write(sentence);
    const [answer] = await once(child.stdout, 'data');
    answers.push(String(answer));
  }
  expect(answers).toEqual(['Paris B-LOC\nis O\n\n', 'Nobody O\n\n']);
  child.stdin.end();
  expect(await once(child, 'close')).toEqual([0, null]);
});

test('if the first column counts the tokens, they are in the second', () => {
  const input = '1\tIn\n2-3\tNewYork\n2\tNew\n3\tYork\n\n# text = O\n1\tIn\n';
  const stdout = '1\tIn\tO\n2-3\tNewYork\n2\tNew\tB-LOC\n3\tYork\tI-LOC\n\n# text = O\n1\tIn\tO\n';
  expect(tag(['--input', 'conll'], input)).toEqual({
    exitCode: 0,
    stdout,
    stderr:
      'tagger: warning: standard input: read column 2 as tokens (column 1 has numbers); --token-column chooses another\n',
  });
  expect(tag(['--input', 'conll', '--token-column', '2'], input)).toEqual(done(stdout));
});

test('a header gets no tag', () => {
  const { stdout, stderr } = tag(['--input', 'conll'], 'word tag\nParis B-LOC\n');
  expect(stdout).toBe('word tag\nParis B-LOC B-LOC\n');
  expect(stderr).toBe('tagger: warning: standard input: line 1 is a header, which gets no tag\n');
});

test('between tabs a token may have spaces', () => {
  const input = 'Anna Berg\tB-PER\nis\tO\n\nNew York\tB-LOC\n';
  const { stdout } = tag(['--input', 'conll'], input);
  expect(stdout.replace(/\t\S+$/gm, '')).toBe(input);
  const { stdout: json } = tag(['--input', 'conll', '--format', 'jsonl'], input);
  expect(json).toContain('"text":"Anna Berg\\tis"');
});
