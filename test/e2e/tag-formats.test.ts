// The output formats of `tagger tag`, and the flags that shape them.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { XMLValidator } from 'fast-xml-parser';
import { formatNames } from '../../src/cli/formats/table/formats.js';
import { runTagger } from './run-tagger.js';
import { writeTinyModel } from './tiny-model.js';

const folder = mkdtempSync(join(tmpdir(), 'tag-formats-'));
const model = join(folder, 'tiny.safetensors');

beforeAll(() => writeTinyModel(model));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return name;
}

const tag = (args: readonly string[], input: string | Uint8Array = '') =>
  runTagger(['tag', '--model', model, ...args], { input, cwd: folder });

const done = (stdout: string) => ({ exitCode: 0, stdout, stderr: '' });

const wrong = (message: string) => ({
  exitCode: 2,
  stdout: '',
  stderr: `tagger: ${message} (see tagger tag --help)\n`,
});

const failed = (message: string) => ({
  exitCode: 1,
  stdout: '',
  stderr: `tagger: ${message}\n`,
});

const parseLines = (text: string) =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));

/** What each format must hold for the two files "a" and "b", with R for each confidence. */
const parts: Readonly<Record<(typeof formatNames)[number], readonly string[]>> = {
  color: ['Anna\u001b[22m', '\u001b[2m PER', 'Paris'],
  inline: ['[Anna](PER) lives in [New York](LOC) .\n', '[Paris](LOC) is\n'],
  jsonl: ['{"file":"a","line":1,"text":"Anna', '{"file":"b","line":1,"text":"Paris'],
  tsv: ['file\tline', '\na\t1\t0\t4\tPER\tR\tAnna\t\n', '\nb\t1\t0\t5\tLOC\tR\tParis\t\n'],
  xml: [
    '<text file="a" line="1"><entity type="PER" confidence="R">Anna',
    '<text file="b" line="1">',
  ],
  html: ['<h2><bdi>a</bdi></h2>', '<h2><bdi>b</bdi></h2>', '>Anna<', '>Paris<'],
  conll: [' B-PER\n', ' I-LOC\n'],
  conllu: [
    '# newdoc id = a\n# sent_id = 1.1.1\n',
    '# newdoc id = b\n# sent_id = 2.1.1\n',
    'NER=B-PER',
  ],
  brat: [],
  doccano: ['[[0,4,"PER"],[14,22,"LOC"]],"file":"a","line":1}', '"file":"b","line":1}'],
  'label-studio': ['"model_version":"tiny"', '"file":"a","line":1}', '"file":"b","line":1}'],
  prodigy: ['"token_start":3,"token_end":4,', '{"file":"a","line":1}', '{"file":"b","line":1}'],
  spacy: ['"file":"a","line":1', '"ner":"U-PER"', '"ner":"L-LOC"', '"file":"b","line":1'],
  redact: ['[PER] lives in [LOC] .\n', '[LOC] is\n'],
};

test.each([
  ['tokens', 'Anna lives in New York .\n\n', 'Paris is\n'],
  ['conll', 'Anna O\nlives O\nin O\nNew O\nYork O\n. O\n\n', 'Paris O\nis O\n'],
])('every format takes several files of %s', (input, first, second) => {
  const names = [file('a', first), file('b', second)];
  for (const format of formatNames) {
    const output = format === 'brat' ? ['--output', `brat-${input}`] : [];
    const { exitCode, stdout, stderr } = tag([
      '--input',
      input,
      '--format',
      format,
      ...output,
      ...names,
    ]);
    expect({ format, exitCode, stderr }).toEqual({ format, exitCode: 0, stderr: '' });
    const shown = stdout.replaceAll(/\b0\.\d+/g, 'R');
    for (const part of parts[format]) expect(shown).toContain(part);
  }
  expect(readFileSync(join(folder, `brat-${input}`, 'b.ann'), 'utf8')).toMatch(
    /^T1\tLOC 0 5\tParis\n/,
  );
});

test('jsonl names the file and the line only if there are several files', () => {
  const names = [file('a', 'Anna lives here\n\n'), file('b', 'Paris is')];
  const { stdout } = tag(['--format', 'jsonl', ...names, '-'], 'Anna');
  expect(parseLines(stdout).map(({ file, line }) => [file, line])).toEqual([
    ['a', 1],
    ['a', 2],
    ['b', 1],
    ['-', 1],
  ]);
  expect(tag(['--format', 'jsonl', 'b']).stdout).toMatch(/^\{"text":"Paris is","entities":/);
});

test('--only keeps some types, and must name known ones', () => {
  const input = 'Anna lives in New York .\n';
  expect(tag(['--only', 'LOC,ORG'], input)).toEqual(done('Anna lives in [New York](LOC) .\n'));
  expect(tag(['--only', 'PER', '--format', 'conll'], input).stdout).toBe(
    'Anna B-PER\nlives O\nin O\nNew O\nYork O\n. O\n\n',
  );
  expect(tag(['--only', 'LOC,per'], input)).toEqual(
    wrong('--only: expected some of LOC, ORG, PER, found per; did you mean PER?'),
  );
  expect(tag(['--only', 'MISC'], input)).toEqual(
    wrong('--only: expected some of LOC, ORG, PER, found MISC'),
  );
});

const unicode = '\ufeff👨🏻‍🚒 e\u0301 Paris is\r\nParis is';

test.each([
  ['utf16', (text: string, start: number, end: number) => text.slice(start, end)],
  ['codepoint', (text: string, start: number, end: number) => [...text].slice(start, end).join('')],
  [
    'byte',
    (text: string, start: number, end: number) => Buffer.from(text).subarray(start, end).toString(),
  ],
])('--offsets %s slices the line', (unit, slice) => {
  const { stdout } = tag(['--format', 'jsonl', '--offsets', unit], unicode);
  const found = parseLines(stdout).map(({ text, entities }) =>
    entities.map(({ start, end }: { start: number; end: number }) => slice(text, start, end)),
  );
  expect(found).toEqual([['Paris'], ['Paris']]);
  const table = tag(['--format', 'tsv', '--offsets', unit], unicode).stdout.split('\n');
  const [, , start, end] = table[1].split('\t');
  expect(slice(unicode.split('\r\n')[0], Number(start), Number(end))).toBe('Paris');
});

test('--offsets is refused where it would have no effect or a wrong one', () => {
  expect(tag(['--offsets', 'byte'])).toEqual(
    wrong('--offsets: requires --format jsonl, tsv or doccano, found inline'),
  );
  expect(tag(['--offsets', 'utf16', '--format', 'prodigy'])).toEqual(
    wrong('--offsets: expected codepoint with --format prodigy, found utf16'),
  );
  expect(tag(['--offsets', 'byte', '--format', 'doccano'])).toEqual(
    wrong('--offsets: expected utf16 or codepoint with --format doccano, found byte'),
  );
  expect(tag(['--offsets', 'codepoint', '--format', 'label-studio'], '').exitCode).toBe(0);
});

test('brat writes a pair of files for each input, and nothing else', () => {
  const names = [file('news.txt', unicode), file('old.log', 'Anna lives here\r\n')];
  const args = ['--format', 'brat', '--output', 'pairs', ...names, '-'];
  expect(tag(args, 'Anna')).toEqual(done(''));
  const pairs = join(folder, 'pairs');
  expect(readdirSync(pairs).sort()).toEqual([
    'news.ann',
    'news.txt',
    'old.log.ann',
    'old.log.txt',
    'stdin.ann',
    'stdin.txt',
  ]);
  expect(readFileSync(join(pairs, 'news.txt'), 'utf8')).toBe(unicode);
  const characters = [...unicode];
  const annotations = readFileSync(join(pairs, 'news.ann'), 'utf8');
  const found = [...annotations.matchAll(/^T\d+\tLOC (\d+) (\d+)\tParis$/gm)].map(
    ([, start, end]) => characters.slice(Number(start), Number(end)).join(''),
  );
  expect(found).toEqual(['Paris', 'Paris']);
  expect(tag(args, 'Anna')).toEqual(
    failed('pairs/news.txt: file already exists; use --force to overwrite it'),
  );
  file('news.txt', 'Paris is\n');
  expect(tag(['--force', ...args], 'Anna')).toEqual(done(''));
  expect(readFileSync(join(pairs, 'news.ann'), 'utf8')).toMatch(
    /^T1\tLOC 0 5\tParis\n#1\tAnnotatorNotes T1\tconfidence 0\.\d+\n$/,
  );
});

test('brat refuses outputs that would be lost, before it writes anything', () => {
  mkdirSync(join(folder, 'sub'), { recursive: true });
  const names = [file('same.txt', 'Paris\n'), file('sub/same.txt', 'Paris\n')];
  const brat = ['--format', 'brat', '--force'];
  expect(tag([...brat, '--output', 'twice', ...names])).toEqual(
    failed('twice/same.txt: --output would write it for same.txt and for sub/same.txt'),
  );
  expect(tag([...brat, '--output', '.', 'same.txt'])).toEqual(
    failed('same.txt: --output would overwrite FILE'),
  );
  expect(tag([...brat, '--output', 'same.txt', 'sub/same.txt'])).toEqual(
    failed('same.txt: expected a folder, found a file'),
  );
  expect(tag([...brat, '--output', 'no/such', 'same.txt'])).toEqual(
    failed('no/such: no such folder: no'),
  );
  expect(readdirSync(folder)).not.toContain('twice');
});

test('brat needs a folder, and no other format has one', () => {
  expect(tag(['--format', 'brat'])).toEqual(wrong('--format brat: requires --output DIR'));
  expect(tag(['--format', 'jsonl', '--output', 'x'])).toEqual(
    wrong('--output: requires --format brat, found jsonl'),
  );
  expect(tag(['--force'])).toEqual(wrong('--force: requires --output or --mapping'));
});

test('after an error, what was tagged before it can be read', () => {
  const names = [
    file('good', 'Anna lives here\n'),
    file('bad', Buffer.from('Paris is\n\xe9\n', 'latin1')),
  ];
  const message =
    'tagger: bad:2: expected UTF-8 text, found other bytes at offset 9: "\ufffd\\n" (see --encoding and --invalid)\n';
  const tasks = tag(['--format', 'label-studio', ...names]);
  expect(tasks).toMatchObject({ exitCode: 1, stderr: message });
  expect(JSON.parse(tasks.stdout).map(({ data }: { data: object }) => data)).toEqual([
    { text: 'Anna lives here', file: 'good', line: 1 },
    { text: 'Paris is', file: 'bad', line: 1 },
  ]);
  const xml = tag(['--format', 'xml', ...names]);
  expect(XMLValidator.validate(xml.stdout)).toBe(true);
  expect(tag(['--format', 'brat', '--output', 'part', ...names])).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: message,
  });
  expect(readdirSync(join(folder, 'part')).sort()).toEqual(['good.ann', 'good.txt']);
});

test('a character that XML cannot hold is replaced, with one warning', () => {
  expect(tag(['--format', 'xml', '--quiet'], 'a\0b\n\u0001\n')).toEqual({
    exitCode: 0,
    stdout:
      '<?xml version="1.0" encoding="UTF-8"?>\n<texts xml:space="preserve">\n' +
      '<text line="1">a\ufffdb</text>\n<text line="2">\ufffd</text>\n</texts>\n',
    stderr: 'tagger: warning: 2 characters that XML cannot hold were replaced by U+FFFD\n',
  });
});
