import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { emptyFrame, sampleText, withChecksum } from '../files/zstd-samples.js';
import { runTagger } from './run-tagger.js';
import { writeTinyModel } from './tiny-model.js';

const folder = mkdtempSync(join(tmpdir(), 'tag-files-'));
const model = join(folder, 'tiny.safetensors');

beforeAll(() => writeTinyModel(model));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return name;
}

const tag = (args: readonly string[], input: string | Uint8Array = '') =>
  runTagger(['tag', '--model', model, ...args], { input, cwd: folder });

const done = (stdout: string) => ({ exitCode: 0, stdout, stderr: '' });

test('gzip and zstd are unpacked, from files and a pipe, whatever their names', () => {
  const zipped = write('zipped.txt', Buffer.concat([gzipSync('Par'), gzipSync('is is\n')]));
  const zstd = write('zstd.txt', Buffer.concat([emptyFrame, withChecksum]));
  const expected = tag([], sampleText).stdout;
  expect(expected).not.toBe('');
  expect(tag([zipped, zstd, '-'], gzipSync('Paris\n'))).toEqual(
    done(`[Paris](LOC) is\n${expected}[Paris](LOC)\n`),
  );
});

test('files that cannot be read to their end are reported, and the others tagged', () => {
  write('cut.gz', gzipSync('Paris is\n'.repeat(1000)).subarray(0, 40));
  write('cut.zst', withChecksum.subarray(0, 100));
  write('latin.txt', Buffer.from('Paris is\nM\xfcnchen\nParis', 'latin1'));
  write('good.txt', 'Paris\n');
  const { exitCode, stdout, stderr } = tag(['cut.gz', 'cut.zst', 'gone', 'latin.txt', 'good.txt']);
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/^\[Paris\]\(LOC\) is\n\[Paris\]\(LOC\)\n$/m);
  expect(stdout.endsWith('[Paris](LOC) is\n[Paris](LOC)\n')).toBe(true);
  expect(stderr).toBe(
    'tagger: gone: no such file\n' +
      'tagger: cut.gz: the gzip file is cut short\n' +
      'tagger: cut.zst: the zstd file is cut short\n' +
      'tagger: latin.txt:2: expected UTF-8 text, found other bytes at offset 10: "M\ufffdnchen\\n" (see --encoding and --invalid)\n',
  );
});

test('columns of a file that ends in an error do not run into those of the next', () => {
  write('bad.conll', Buffer.from('Paris\nis\nM\xfcnchen\n', 'latin1'));
  write('good.conll', 'Anna\n');
  expect(tag(['--input', 'conll', 'bad.conll', 'good.conll'])).toMatchObject({
    exitCode: 1,
    stdout: 'Paris B-LOC\nis O\n\nAnna B-PER\n',
  });
});

test('--recursive reads the files in folders, by their extensions', () => {
  mkdirSync(join(folder, 'news/old'), { recursive: true });
  write('news/b.txt', 'Paris\n');
  write('news/old/a.txt.gz', gzipSync('Anna\n'));
  write('news/c.log', 'Teddy Roosevelt\n');
  write('news/.d.txt', 'hidden\n');
  expect(tag(['news', '--recursive'])).toEqual(done('[Paris](LOC)\n[Anna](PER)\n'));
  expect(tag(['news', '--recursive', '--extensions', '.log,md'])).toEqual(
    done('[Teddy Roosevelt](PER)\n'),
  );
  expect(tag(['news', '--recursive', '--input', 'html'])).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: 'tagger: news: found no file that ends in .html, .htm, .xhtml (see --extensions)\n',
  });
});

test('--encoding reads other encodings; the output is UTF-8', () => {
  const latin = Buffer.from('Paris \x80\xe9\n', 'latin1');
  expect(tag(['--encoding', 'latin1'], latin)).toEqual(done('[Paris](LOC) €é\n'));
  const utf16 = Buffer.from('\ufeffParis 🧸\n', 'utf16le');
  expect(tag(['--encoding', 'utf16le'], utf16)).toEqual(done('[Paris](LOC) 🧸\n'));
  expect(tag([], utf16)).toEqual({
    ...done('[Paris](LOC) 🧸\n'),
    stderr: 'tagger: standard input: utf-16le, by its byte order mark\n',
  });
  expect(tag(['--quiet'], utf16).stderr).toBe('');
});

test('--invalid replace replaces invalid bytes and counts them in one warning', () => {
  write('one.txt', 'Paris\n');
  write('two.txt', Buffer.from('is\n\xff Paris \xff\n', 'latin1'));
  write('three.txt', Buffer.from('\xfe\n', 'latin1'));
  expect(tag(['--invalid', 'replace', 'one.txt', 'two.txt', 'three.txt'])).toEqual({
    exitCode: 0,
    stdout: '[Paris](LOC)\nis\n\ufffd [Paris](LOC) \ufffd\n\ufffd\n',
    stderr:
      'tagger: warning: replaced 3 invalid byte sequences by U+FFFD, the first in two.txt:2\n',
  });
});

test.each([
  [
    ['--encoding', 'shiftjis'],
    '--encoding: expected an encoding of the WHATWG standard, such as windows-1252, found "shiftjis"; did you mean shift_jis?',
  ],
  [['--invalid', 'ignore'], '--invalid: expected one of error, replace, found "ignore"'],
  [
    ['--recursive', '--extensions', 'txt,'],
    '--extensions: expected extensions of files, separated by commas, found "txt,"',
  ],
  [['--extensions', 'txt'], '--extensions: requires --recursive, found --no-recursive'],
])('%p is wrong usage', (flags, message) => {
  expect(tag(flags)).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: `tagger: ${message} (see tagger tag --help)\n`,
  });
});
