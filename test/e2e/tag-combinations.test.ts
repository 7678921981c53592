// The features of `tagger tag` together: kinds of input, recognizers, lists, redaction, formats.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseConll } from '../../src/corpora/conll.js';
import { runTagger } from './run-tagger.js';
import { writeTinyModel } from './tiny-model.js';

const folder = mkdtempSync(join(tmpdir(), 'tag-combinations-'));
const model = join(folder, 'tiny.safetensors');

beforeAll(async () => {
  await writeTinyModel(model);
  write('names.tsv', 'Zorblax\tPRODUCT\tQ1\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return name;
}

const read = (name: string) => readFileSync(join(folder, name), 'utf8');

const tag = (args: readonly string[], input: string | Uint8Array = '') =>
  runTagger(['tag', ...args], { input, cwd: folder, env: { TAGGER_MODEL: model } });

const done = (stdout: string) => ({ exitCode: 0, stdout, stderr: '' });

const findAll = ['--recognize', 'all', '--gazetteer', 'names.tsv'];

const wrapped =
  '\ufeffTeddy \r\n\tRoosevelt saw\r\nParis .\r\n \r\n\r\nAnna 🧸 wrote to a@b.org or +49 30\r\n901820 in New\r\nYork [PER_1] .\nZorblax';
const page =
  '<p title="x">Teddy <b>Roosevelt</b> saw &#80;aris .</p>\n<p><b>Nobody saw Teddy</b> Roosevelt <i>here a@</i>b.org now [PER_1] .</p>\n';
const markdown =
  '*Nobody saw Teddy* Roosevelt .\n\n> **Anna** lives in New\n> York .\n\nMail <a@b.org> or Zorblax .\n';

test.each([
  ['--paragraphs', ['--paragraphs'], wrapped, '[PRODUCT_1]'],
  ['html', ['--input', 'html'], page, '[PER_1] saw [LOC_1] .'],
  ['markdown', ['--input', 'markdown'], markdown, 'Mail <[EMAIL_1]> or [PRODUCT_1] .'],
])('redacted %s is restored to the byte, and has no name', (name, input, content, expected) => {
  const mapping = `map-${name.replace('--', '')}`;
  const args = [...findAll, '--format', 'redact', '--pseudonyms', '--mapping', mapping];
  const redacted = tag([...args, ...input], content);
  expect(redacted).toEqual(done(redacted.stdout));
  expect(redacted.stdout).toContain(expected);
  expect(redacted.stdout).not.toMatch(/Teddy|Roosevelt|Anna|Paris|York|@|901820|Zorblax/);
  expect(tag(['--restore', mapping], gzipSync(redacted.stdout))).toEqual(done(content));
  for (const line of read(mapping).trimEnd().split('\n').slice(1)) {
    expect(content).toContain(JSON.parse(line).text);
  }
});

test('a stand-in keeps the elements that its name crosses', () => {
  const { stdout } = tag(['--input', 'html', '--format', 'redact', '--recognize', 'email'], page);
  expect(stdout).toContain('<b>Nobody saw [PER]</b> [PER] <i>here [EMAIL]</i>[EMAIL] now');
});

test('brat has the blank lines between paragraphs, and counts them', () => {
  write('wrapped.txt', wrapped);
  const brat = ['--paragraphs', '--format', 'brat', '--output', 'brat'];
  expect(tag([...findAll, ...brat, 'wrapped.txt'])).toEqual(done(''));
  expect(read('brat/wrapped.txt')).toBe(wrapped);
  const characters = [...wrapped];
  const rows = read('brat/wrapped.ann').matchAll(/^T\d+\t\S+ (\S+ [\S ]+?)\t(.*)$/gm);
  const texts = [...rows].map(([, spans, text]) => {
    const parts = spans.split(';').map((span) => span.split(' ').map(Number));
    expect(parts.map(([start, end]) => characters.slice(start, end).join('')).join(' ')).toBe(text);
    return text;
  });
  expect(texts).toContain('a@b.org');
  expect(texts).toContain('Zorblax');
});

test('what is recognized across the end of a sentence is one entity of columns', () => {
  const text = 'See http://example.com/?Foo=Bar. Anna is here .';
  const { stdout } = tag(['--recognize', 'url', '--format', 'conll'], text);
  const { sentences, scheme } = parseConll(Buffer.from(stdout), 'out');
  expect(scheme).toBe('IOB2');
  expect(sentences[0].spans.map(({ label }) => label)).toEqual(['URL']);
});

test('--only keeps what is recognized within an entity of another type', () => {
  write('addresses.tsv', 'Zorblax a@b.org\tPRODUCT\n');
  const args = ['--format', 'redact', '--recognize', 'all', '--gazetteer', 'addresses.tsv'];
  expect(tag(args, 'Zorblax a@b.org')).toEqual(done('[PRODUCT]'));
  expect(tag([...args, '--only', 'EMAIL'], 'Zorblax a@b.org')).toEqual(done('Zorblax [EMAIL]'));
});

test('--only that drops all that is recognized is wrong usage', () => {
  expect(tag(['--recognize', 'ip,email', '--only', 'PER'], 'a@b.org')).toEqual({
    exitCode: 2,
    stdout: '',
    stderr:
      'tagger: --recognize: finds only IP, EMAIL, which --only drops (see tagger tag --help)\n',
  });
});

test('the JSON records of several files are lines of one stream', () => {
  write('a.jsonl', '{"text":"Nobody"}');
  write('b.jsonl', '\ufeff{"text":"was"}\r\n');
  write('c.jsonl', '{"text":"here"}');
  const { stdout } = tag(['--input', 'jsonl', 'a.jsonl', 'b.jsonl', 'c.jsonl']);
  expect(stdout).toBe(
    '{"text":"Nobody","entities":[]}\n{"text":"was","entities":[]}\r\n{"text":"here","entities":[]}',
  );
});

const laterText = '<html>\n<body>\n<p>Nobody was here .</p>\n<p>Teddy Roosevelt saw Paris .</p>\n';

test('lists of sentences name the file and the line where the record begins', () => {
  mkdirSync(join(folder, 'pages'));
  write('pages/a.html', laterText);
  write('pages/b.html', '<p>Anna</p>');
  const args = ['pages', '--recursive', '--input', 'html'];
  const alternatives = tag([...args, '--n-best', '1'])
    .stdout.trimEnd()
    .split('\n');
  expect(alternatives.map((line) => JSON.parse(line))).toMatchObject([
    { file: 'pages/a.html', line: 1, text: laterText },
    { file: 'pages/b.html', line: 1 },
  ]);
  const uncertain = tag([...args, '--uncertain', '9'])
    .stdout.trimEnd()
    .split('\n');
  expect(uncertain).toHaveLength(3);
  for (const one of uncertain.map((line) => JSON.parse(line))) {
    expect(one.line).toBe(1);
    expect(read(one.file).slice(one.start, one.end)).toBe(one.text);
  }
  const records = tag([...args, '--format', 'jsonl'])
    .stdout.trimEnd()
    .split('\n');
  expect(records.map((line) => JSON.parse(line).line)).toEqual([1, 1]);
});

test.each(['n-best', 'uncertain'])('--%s refuses the flags that change entities', (name) => {
  const flags = [
    ['--only', 'PER'],
    ['--gazetteer', 'names.tsv'],
    ['--deny', 'names.tsv'],
    ['--recognize', 'all'],
    ['--offsets', 'byte'],
    ['--output', 'folder'],
  ];
  for (const flag of flags) {
    expect(tag([`--${name}`, '2', ...flag], 'Paris')).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: `tagger: ${flag[0]}: cannot be combined with --${name} (see tagger tag --help)\n`,
    });
  }
});

test('--restore decodes as tagging does, and goes on after a file that it cannot read', () => {
  tag(['--format', 'redact', '--pseudonyms', '--mapping', 'map'], 'Anna\n');
  write('wide.txt', Buffer.from('\ufeff[PER_1] is here.\r\n', 'utf16le'));
  write('latin.txt', Buffer.from('[PER_1]\nM\xfcnchen\n', 'latin1'));
  expect(tag(['--restore', 'map', 'latin.txt', 'wide.txt'])).toEqual({
    exitCode: 1,
    stdout: 'Anna\nAnna is here.\r\n',
    stderr:
      'tagger: latin.txt:2: expected UTF-8 text, found other bytes at offset 9: "M\ufffdnchen\\n" (see --encoding and --invalid)\n' +
      'tagger: wide.txt: utf-16le, by its byte order mark\n',
  });
  const latin = ['--restore', 'map', '--encoding', 'latin1', 'latin.txt'];
  expect(tag(latin)).toEqual(done('Anna\nMünchen\n'));
});
