import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeEach, expect, test } from '@jest/globals';
import { runTagger } from './run-tagger.js';

const folder = mkdtempSync(join(tmpdir(), 'check-'));
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
});

function file(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return name;
}

const check = (...args: string[]) => runTagger(['check', ...args], { cwd: folder });
const read = (name: string) => readFileSync(join(folder, name), 'utf8');

const clean = Array.from(
  { length: 10 },
  (_, index) => `name${index} B-PER\nslept${index} O\n`,
).join('\n');

test('a clean corpus has no findings', () => {
  expect(check(file('train.conll.gz', gzipSync(clean)))).toEqual({
    exitCode: 0,
    stdout: `train.conll.gz
  10 sentences, 20 tokens, 10 entities
  2 columns: token 1, tag 2; tag scheme IOB2
  PER 10

No findings.
`,
    stderr: '',
  });
});

test('very many findings are counted, and the first are listed', () => {
  file('train.conll', `${clean}\n${'x I-PER\n\n'.repeat(10_000)}${'y I-PER\n\n'.repeat(5)}`);
  const iob2 = ['--scheme', 'IOB2', '--ignore', 'duplicate-sentence,split-entity'];
  const { stdout } = check('train.conll', ...iob2, '--examples', '2');
  expect(stdout).toContain('illegal-tag           10,005  ');
  expect(stdout).toContain('10,003 more\n');
  const { warningCount, findings } = JSON.parse(check('train.conll', ...iob2, '--json').stdout);
  const illegal = findings.filter((finding: { kind: string }) => finding.kind === 'illegal-tag');
  expect(illegal).toHaveLength(10_001);
  expect(illegal.at(-1)).toMatchObject({
    message: 'the first of 5 findings that are only counted',
    line: 20_031,
    count: 5,
  });
  expect(warningCount).toBe(10_005 + findings.length - illegal.length);
});

const sentence = 'a O\nlong O\nsentence O\nof O\nfive O\n';

test('errors exit with 1; the summary comes before the examples', () => {
  file('train.conll', `${clean}\n${sentence}\nbad\n`);
  file('dev.conll', `I-I I-PER\nslept O\n\n${sentence}\nx B-PERS\n`);
  expect(check('train.conll', 'dev.conll', 'test.conll')).toEqual({
    exitCode: 1,
    stdout: `train.conll
  11 sentences, 25 tokens, 10 entities
  2 columns: token 1, tag 2; tag scheme IOB2
  PER 10

dev.conll
  3 sentences, 8 tokens, 2 entities
  2 columns: token 1, tag 2; tag scheme IOB2
  PER 1, PERS 1

test.conll: no sentences

4 errors
  unreadable-file            1  files that cannot be read as a corpus
  malformed-row              1  rows with other columns or no tag, or not UTF-8
  unknown-type               1  types that the first file lacks
  shared-sentence            1  sentences that an earlier file has too
2 warnings
  illegal-tag                1  tags that are illegal in the scheme (--fix
                                repairs all)
  similar-type               1  rare types that look like a frequent one

unreadable-file:
  test.conll: no such file

malformed-row:
  train.conll:37: expected 2 columns, found 1: "bad"

unknown-type:
  dev.conll:10: PERS: 1 entity here, none in train.conll: [x]

shared-sentence:
  dev.conll:4: also in train.conll:31: a long sentence of five

illegal-tag:
  dev.conll:1: I-PER at the start of a sentence, illegal in IOB2: [I-I] slept

similar-type:
  dev.conll:10: PERS (1) looks like PER (11): [x]
`,
    stderr: '',
  });
});

const warned = `${clean}\n${'word\u200b B-PER\n'.repeat(2)}\n20\u00a0000 O\n21\u00a0000 O\n22\u00a0000 O\n`;

test('warnings exit with 0, and with 1 if --strict is given', () => {
  const corpus = file('c.conll', warned);
  expect(check(corpus).exitCode).toBe(0);
  const { exitCode, stdout } = check(corpus, '--strict');
  expect(exitCode).toBe(1);
  expect(stdout).toContain('4 warnings\n');
});

test('--examples limits the examples of each kind', () => {
  const corpus = file('c.conll', warned);
  expect(check(corpus, '--examples', '2').stdout).toContain(`unusual-space:
  c.conll:34: U+00A0: [20<U+00A0>000] 21<U+00A0>000 22<U+00A0>000
  c.conll:35: U+00A0: 20<U+00A0>000 [21<U+00A0>000] 22<U+00A0>000
  1 more
`);
  expect(check(corpus, '--examples', '0').stdout).toMatch(/other odd space\n$/);
});

test('--ignore leaves kinds out of the report, of the exit code and of --fix', () => {
  const corpus = file('c.conll', warned);
  const args = [corpus, '--strict', '--ignore', 'unusual-space,invisible-character'];
  expect(check(...args)).toMatchObject({ exitCode: 0, stdout: /No findings\.\n$/ });
});

test('--json prints all findings', () => {
  file('train.conll', `1 a O\n2 b\u200b I-PER\n${'3 c O\n'.repeat(4)}\nbad\n`);
  const args = ['train.conll', 'none', '--json', '--token-column', '2', '--examples', '0'];
  const { exitCode, stdout } = check(...args, '--tag-column', '3', '--scheme', 'IOB2');
  expect(exitCode).toBe(1);
  expect(JSON.parse(stdout)).toEqual({
    format: 'teddy-check-report',
    version: 1,
    errorCount: 2,
    warningCount: 3,
    fix: null,
    corpora: [
      {
        path: 'train.conll',
        layout: { columnCount: 3, tokenColumn: 2, tagColumn: 3 },
        scheme: 'IOB2',
        sentenceCount: 1,
        brokenSentenceCount: 0,
        tokenCount: 6,
        entityCount: 1,
        types: { PER: 1 },
      },
      {
        path: 'none',
        layout: null,
        scheme: null,
        sentenceCount: 0,
        brokenSentenceCount: 0,
        tokenCount: 0,
        entityCount: 0,
        types: {},
      },
    ],
    findings: [
      {
        kind: 'unreadable-file',
        severity: 'error',
        path: 'none',
        line: null,
        message: 'no such file',
        excerpt: null,
        others: [],
        isRepaired: false,
      },
      {
        kind: 'malformed-row',
        severity: 'error',
        path: 'train.conll',
        line: 8,
        message: 'expected 3 columns, found 1: "bad"',
        excerpt: null,
        others: [],
        isRepaired: false,
      },
      {
        kind: 'illegal-tag',
        severity: 'warning',
        path: 'train.conll',
        line: 2,
        message: 'I-PER after O, illegal in IOB2',
        excerpt: 'a [b<U+200B>] c c c c',
        others: [],
        isRepaired: false,
      },
      {
        kind: 'rare-type',
        severity: 'warning',
        path: 'train.conll',
        line: 2,
        message: 'PER: 1 entity',
        excerpt: 'a [b<U+200B>] c c c c',
        others: [],
        isRepaired: false,
      },
      {
        kind: 'invisible-character',
        severity: 'warning',
        path: 'train.conll',
        line: 2,
        message: 'U+200B',
        excerpt: 'a [b<U+200B>] c c c c',
        others: [],
        isRepaired: false,
      },
    ],
  });
});

test('--json of a clean corpus has no findings', () => {
  const { exitCode, stdout } = check(file('c.conll', clean), '--json');
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ errorCount: 0, warningCount: 0, findings: [] });
});

test('--fix writes a repaired copy, and what it repairs does not count', () => {
  const crlf = `\ufeff${clean}\nword\u200b I-PER\r\nend O\r\n`;
  const corpus = file('c.conll', crlf);
  const { exitCode, stdout, stderr } = check(corpus, '--strict', '--fix', 'fixed.conll');
  expect({ exitCode, stderr }).toEqual({
    exitCode: 0,
    stderr: 'fixed.conll: repaired 1 tag and 1 token\n',
  });
  expect(stdout).toContain('0 warnings\n');
  expect(stdout).toContain(
    'illegal-tag                1  tags that are illegal in the scheme (repaired)\n',
  );
  expect(read('fixed.conll')).toBe(crlf.replace('word\u200b I-PER', 'word B-PER'));
  expect(read(corpus)).toBe(crlf);
  expect(check('fixed.conll', '--strict').exitCode).toBe(0);
});

test('--fix gzips by the name of its file', () => {
  const corpus = file('c.conll.gz', gzipSync('a I-PER\n'));
  const flags = ['--scheme', 'IOB2', '--fix'];
  expect(check(corpus, ...flags, 'fixed.conll.gz').exitCode).toBe(0);
  expect(gunzipSync(readFileSync(join(folder, 'fixed.conll.gz'))).toString()).toBe('a B-PER\n');
  expect(check(corpus, ...flags, 'fixed.conll').exitCode).toBe(0);
  expect(read('fixed.conll')).toBe('a B-PER\n');
});

test('--fix overwrites a file, even the corpus itself, only if --force is given', () => {
  const corpus = file('c.conll', 'a I-PER\n');
  const flags = ['--scheme', 'IOB2', '--fix', corpus];
  expect(check(corpus, ...flags)).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: 'tagger: c.conll: file already exists; use --force to overwrite it\n',
  });
  expect(read(corpus)).toBe('a I-PER\n');
  expect(check(corpus, ...flags, '--force').exitCode).toBe(0);
  expect(read(corpus)).toBe('a B-PER\n');
});

test('--fix of a corpus that cannot be read writes nothing', () => {
  const { exitCode, stderr } = check('none', '--fix', 'fixed.conll');
  expect({ exitCode, stderr }).toEqual({
    exitCode: 1,
    stderr: 'fixed.conll: not written, since none has no sentence\n',
  });
  expect(readdirSync(folder)).toEqual([]);
});

test.each([
  ['no/fixed.conll', 'no/fixed.conll: no such folder: no'],
  ['.', '.: expected a file, found a folder'],
])('--fix %s is refused before anything is read', (path, message) => {
  expect(check(file('c.conll', clean), '--fix', path)).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: `tagger: ${message}\n`,
  });
});

test.each([
  [[], 'missing CORPUS'],
  [['a', 'b', '--fix', 'c'], '--fix: expected one CORPUS, found 2'],
  [['a', '--ignore', 'x'], /^--ignore: expected kinds of findings/],
])('%j is wrong usage', (args, message) => {
  const { exitCode, stdout, stderr } = check(...args);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr.replace('tagger: ', '')).toMatch(message);
});

const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x0a, 0xff];

test.each([
  ['empty', '', 'c: expected sentences in columns, found an empty file'],
  ['binary', Uint8Array.from(png), 'c:1: expected UTF-8 text, found other bytes'],
  ['damaged', gzipSync(clean).subarray(0, 50), 'c: the gzip file is cut short'],
  ['plain text', 'Teddy slept.\n', 'c:1: expected a tag such as O or B-PER in column 2'],
])('a file that is %s is one error', (_, content, message) => {
  const { exitCode, stdout, stderr } = check(file('c', content));
  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
  expect(stdout).toContain('1 error\n');
  expect(stdout).toContain(`unreadable-file:\n  ${message}`);
});

test('names and texts send no escape sequences to the terminal', () => {
  const { stdout } = check(file('\u001b[31m', 'a\u001b[0m B-PER\u009b\n'));
  expect(stdout).toContain('<U+001B>[31m:1: U+001B');
  expect(stdout).not.toMatch(/[^\P{C}\n]/u);
});

test('many types and findings are cut short', () => {
  const rows = Array.from({ length: 10_000 }, (_, index) => `word${index} B-T${index}\n\n`);
  const { exitCode, stdout } = check(file('c', rows.join('')));
  expect(exitCode).toBe(0);
  expect(stdout).toContain(', and 9,980 more types\n');
  expect(stdout).toContain('\n  9,995 more\n');
  expect(stdout.split('\n').length).toBeLessThan(30);
});

test('a corpus that is larger than the heap is checked', () => {
  const sentence = (index: number) =>
    Array.from({ length: 20 }, (_, place) => `word-number-${index}-${place} O\n`).join('');
  const text = Array.from({ length: 20_000 }, (_, index) => sentence(index)).join('\n');
  file('large.conll', `${text}\nTeddy B-PER\n`);
  const env = { NODE_OPTIONS: '--max-old-space-size=32' };
  const { exitCode, stdout } = runTagger(['check', 'large.conll'], { cwd: folder, env });
  expect(stdout).toContain('20,001 sentences, 400,001 tokens, 1 entity');
  expect(exitCode).toBe(0);
});
