// Redaction as a user sees it: names hidden, numbered, and put back.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { runOnTerminal, runTagger } from './run-tagger.js';
import { writeTinyModel } from './tiny-model.js';

const root = mkdtempSync(join(tmpdir(), 'redact-'));
const model = join(root, 'tiny.safetensors');
let cwd: string;

beforeAll(() => writeTinyModel(model));
afterAll(() => rmSync(root, { recursive: true }));
beforeEach(() => {
  cwd = mkdtempSync(join(root, 'folder-'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

const run = (args: readonly string[], input: string | Uint8Array = '') =>
  runTagger(['tag', ...args], { cwd, input, env: { TAGGER_MODEL: model } });

const numbered = ['--format', 'redact', '--pseudonyms'];
const toMap = [...numbered, '--mapping', 'map'];

function file(name: string, content: string | Uint8Array): string {
  writeFileSync(join(cwd, name), content);
  return name;
}

const read = (name: string) => readFileSync(join(cwd, name), 'utf8');

const done = (stdout: string) => ({ exitCode: 0, stdout, stderr: '' });
const failed = (stderr: string, stdout = '') => ({
  exitCode: 1,
  stdout,
  stderr: `tagger: ${stderr}\n`,
});
const refused = (message: string) => ({
  exitCode: 2,
  stdout: '',
  stderr: `tagger: ${message} (see tagger tag --help)\n`,
});

const story =
  'Teddy Roosevelt saw Paris .\nAnna lives in New York .\n\nTeddy Roosevelt saw Paris .';

test('--format redact puts the type in the place of each name', () => {
  expect(run(['--format', 'redact'], story)).toEqual(
    done('[PER] saw [LOC] .\n[PER] lives in [LOC] .\n\n[PER] saw [LOC] .'),
  );
});

test('--pseudonyms numbers the names, the same one with the same number', () => {
  expect(run(numbered, `${story}\n[PER_1]`)).toEqual(
    done('[PER_1] saw [LOC_1] .\n[PER_2] lives in [LOC_2] .\n\n[PER_1] saw [LOC_1] .\n[\\PER_1]'),
  );
});

test('--mapping is a private file, with which --restore gives the text back to the byte', () => {
  const first = `\ufeff${story}\r\n[PER_1] met 🧸 [\\LOC_1] a@b.org\r\n\r[PER_`;
  const second = '1] is in the north .\nAnna\n';
  file('first', first);
  file('second', second);
  const redacted = run([...toMap, '--recognize', 'all', 'first', 'second']);
  expect(redacted).toEqual(done(redacted.stdout));
  expect(redacted.stdout).not.toMatch(/Teddy|Anna|Paris|York|@/);
  expect(statSync(join(cwd, 'map')).mode & 0o777).toBe(0o600);
  expect(read('map')).toContain('{"standIn":"[PER_1]","label":"PER","text":"Teddy Roosevelt"}\n');
  expect(run(['--restore', 'map'], redacted.stdout)).toEqual(done(first + second));
  file('redacted', redacted.stdout);
  expect(run(['--restore', 'map', '--quiet', 'redacted'])).toEqual(done(first + second));
});

test('sentences of columns are restored as the texts that they are', () => {
  const { stdout } = run([...toMap, '--input', 'conll'], 'Anna O\nlives O\n\nParis O\n');
  expect(stdout).toBe('[PER_1] lives\n[LOC_1]\n');
  expect(run(['--restore', 'map'], stdout)).toEqual(done('Anna lives\nParis\n'));
});

test('a mapping never replaces a file without --force, and is private with it', () => {
  const path = join(cwd, file('map', 'old'));
  expect(run(toMap, story)).toEqual(
    failed('map: file already exists; use --force to overwrite it'),
  );
  expect(read('map')).toBe('old');
  expect(statSync(path).mode & 0o777).not.toBe(0o600);
  expect(run([...toMap, '--force'], 'Anna .').exitCode).toBe(0);
  expect(read('map')).toContain('"Anna"');
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('a mapping does not replace an input, and its folder must be there', () => {
  file('story', story);
  expect(run([...numbered, '--mapping', 'story', '--force', 'story'])).toEqual(
    failed('story: --mapping would overwrite FILE'),
  );
  expect(run([...numbered, '--mapping', 'no/map'], story)).toEqual(
    failed('no/map: no such folder: no'),
  );
  expect(readdirSync(cwd)).toEqual(['story']);
});

test('a stand-in that the mapping lacks is kept and reported, and the rest is restored', () => {
  run(toMap, 'Anna .');
  file('text', 'x\n[PER_2] saw [PER_1]\n[LOC_1] [PER_2] [PER_1]\n');
  expect(run(['--restore', 'map', 'text'])).toEqual(
    failed(
      'text:2: [PER_2] is not in map, and 2 others; kept as they are',
      'x\n[PER_2] saw Anna\n[LOC_1] [PER_2] Anna\n',
    ),
  );
  expect(run(['--restore', 'map'], '[PER_3]')).toEqual(
    failed('standard input:1: [PER_3] is not in map; kept as it is', '[PER_3]'),
  );
});

test('a mapping that was cut short restores nothing', () => {
  run(toMap, story);
  file('map', read('map').split('\n').slice(0, 3).join('\n'));
  expect(run(['--restore', 'map'], '[PER_1]')).toEqual(
    failed('map: expected as many entries as the first line says, 4, found 2'),
  );
  expect(run(['--restore', 'missing'], '[PER_1]')).toEqual(failed('missing: no such file'));
});

test('errors do not quote the text, and the mapping of what was written is whole', () => {
  const latin1 = Buffer.from(`${story}\nAnna ate cr\u00eape .\n`, 'latin1');
  const { stdout, ...outcome } = run(toMap, latin1);
  expect(outcome).toEqual({
    exitCode: 1,
    stderr:
      'tagger: standard input:5: expected UTF-8 text, found other bytes at offset 93 (not shown) (see --encoding and --invalid)\n',
  });
  expect(run(['--restore', 'map'], stdout)).toEqual(done(`${story}\n`));
});

test.each([
  ['1', 'Anna\rlives O\n', 'lines that end in LF or CRLF, found a lone carriage return'],
  ['2', 'Anna\n', 'at least 2 columns, found 1'],
])('an error in token column %s does not quote %j', (column, input, expected) => {
  const columns = ['--input', 'conll', '--token-column', column];
  expect(run(['--format', 'redact', ...columns], input)).toEqual(
    failed(`standard input:1: expected ${expected} (not shown)`),
  );
  expect(run(columns, input).stderr).toContain('Anna');
});

test('a long line is redacted in all its parts', () => {
  const sentence = 'Teddy Roosevelt saw Paris . Anna is in the north . ';
  const text = `${sentence.repeat(2000)}\n`;
  const { exitCode, stdout } = run(['--format', 'redact'], text);
  expect(exitCode).toBe(0);
  expect(stdout).not.toMatch(/Teddy|Anna|Paris/);
  expect(stdout.match(/\[PER\]/g)).toHaveLength(4000);
});

const mixed = 'See http://b.org/x, a@b.org, 10.0.0.1, (212) 555-0199 .';
const all = ['--recognize', 'all', '--region', 'us'];

test('what is recognized is in every format', () => {
  expect(run([...all, '--format', 'redact'], `Anna lives in New York .\n${mixed}`)).toEqual(
    done('[PER] lives in [LOC] .\nSee [URL], [EMAIL], [IP], [PHONE] .'),
  );
  expect(run(all, mixed).stdout).toContain('See [http://b.org/x](URL), [a@b.org](EMAIL)');
  const { entities } = JSON.parse(run([...all, '--format', 'jsonl'], mixed).stdout);
  expect(entities.map(({ label }: { label: string }) => label)).toEqual([
    'URL',
    'EMAIL',
    'IP',
    'PHONE',
  ]);
  for (const { text, start, end } of entities) expect(mixed.slice(start, end)).toBe(text);
  const rows = run([...all, '--format', 'conll'], mixed).stdout;
  expect(rows).toContain('a@b.org B-EMAIL\n');
  expect(rows).toMatch(/212 [BI]-PHONE\n(.* I-PHONE\n)+\. O\n/);
});

test('what is recognized has a color of its own', () => {
  file('mixed', `${mixed}\n`);
  const command = `$tagger tag --model ${model} --recognize email,ip ${join(cwd, 'mixed')}`;
  const { stdout } = runOnTerminal(command);
  expect(stdout).toMatch(/a@b\.org\S+ EMAIL/);
  expect(stdout).not.toMatch(/undefined|URL/);
});

test('only the kinds that were asked for are recognized', () => {
  const text = 'a@b.org 10.0.0.1 4111 1111 1111 1111 DE89370400440532013000 .';
  const redact = (kinds: string) => run(['--format', 'redact', '--recognize', kinds], text).stdout;
  expect(redact('email')).toBe('[EMAIL] 10.0.0.1 4111 1111 1111 1111 DE89370400440532013000 .');
  expect(redact('iban,card')).toBe('a@b.org 10.0.0.1 [CARD] [IBAN] .');
});

test.each([
  [
    ['--region', 'XX', '--recognize', 'phone'],
    '--region: expected the code of a country, such as US, found "XX"',
  ],
  [['--restore', 'map', '--format', 'redact'], '--format: cannot be combined with --restore'],
])('%j is wrong usage', (args, message) => {
  file('map', '');
  expect(run(args, story)).toEqual(refused(message));
});
