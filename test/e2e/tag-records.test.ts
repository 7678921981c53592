import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runHere } from './run-here.js';
import { runTagger } from './run-tagger.js';
import { writeTinyModel } from './tiny-model.js';

const folder = mkdtempSync(join(tmpdir(), 'tag-records-'));
const model = join(folder, 'tiny.safetensors');

beforeAll(() => writeTinyModel(model));
afterAll(() => rmSync(folder, { recursive: true }));

const tag = (args: readonly string[], input: string | Uint8Array) =>
  runTagger(['tag', '--model', model, ...args], { input });

/** The outcome without confidences, which depend on the model. */
function withoutConfidences<Outcome extends { readonly stdout: string }>(outcome: Outcome) {
  return { ...outcome, stdout: outcome.stdout.replaceAll(/,"confidence":0\.\d+/g, '') };
}

const done = (stdout: string) => ({ exitCode: 0, stdout, stderr: '' });
const usage = (message: string) => ({
  exitCode: 2,
  stdout: '',
  stderr: `tagger: ${message} (see tagger tag --help)\n`,
});

const wrapped = 'Teddy\n  Roosevelt was\r\n\n \n\nIn New\nYork it rained .';
const hyphenated = wrapped.replace('York', 'Yo-\nrk');

test.each([
  [
    ['--paragraphs'],
    wrapped,
    '[Teddy\n  Roosevelt](PER) was\r\n\n \n\nIn [New\nYork](LOC) it rained .',
  ],
  [
    ['--paragraphs', '--join-hyphens', '--format', 'jsonl'],
    hyphenated,
    '{"text":"Teddy\\n  Roosevelt was","entities":[{"label":"PER","text":"Teddy Roosevelt","start":0,"end":17}]}\n' +
      '{"text":"In New\\nYo-\\nrk it rained .","entities":[{"label":"LOC","text":"New York","start":3,"end":13}]}\n',
  ],
  [
    ['--paragraphs', '--join-hyphens', '--format', 'conll'],
    hyphenated,
    'Teddy B-PER\nRoosevelt I-PER\nwas O\n\nIn O\nNew B-LOC\nYork I-LOC\nit O\nrained O\n. O\n\n',
  ],
])('%p: blank lines divide texts', (flags, input, expected) => {
  expect(withoutConfidences(tag(flags, input))).toEqual(done(expected));
});

const html =
  '<title>Paris</title><p>He met <b>Teddy</b>\nRoosevelt in <i>New&nbsp;York</i><br>Paris</p>\n';

test.each([
  [
    'inline',
    '<title>Paris</title><p>He met [<b>Teddy</b>\nRoosevelt](PER) in <i>[New&nbsp;York](LOC)</i><br>[Paris](LOC)</p>\n',
  ],
  [
    'conll',
    'He O\nmet O\nTeddy B-PER\nRoosevelt I-PER\nin O\nNew B-LOC\nYork I-LOC\n\nParis B-LOC\n\n',
  ],
])('--input html tags the text between the tags, as %s', (format, expected) => {
  expect(tag(['--input', 'html', '--format', format], html)).toEqual(done(expected));
});

test('the offsets of entities in a document point into its source', () => {
  const { stdout } = tag(['--input', 'html', '--format', 'jsonl'], html);
  const { text, entities } = JSON.parse(stdout);
  expect(text).toBe(html);
  expect(
    entities.map(({ text: name, start, end }: { text: string; start: number; end: number }) => [
      name,
      text.slice(start, end),
    ]),
  ).toEqual([
    ['Teddy Roosevelt', '<b>Teddy</b>\nRoosevelt'],
    ['New\u00a0York', 'New&nbsp;York'],
    ['Paris', 'Paris'],
  ]);
});

test('--input markdown tags paragraphs and headings, and keeps the source', () => {
  const source = '# Teddy *Roosevelt*\n\n> was in [New\n> York](http://Paris) `Paris`\n';
  expect(tag(['--input', 'markdown'], source)).toEqual(
    done('# [Teddy *Roosevelt*](PER)\n\n> was in [[New\n> York](LOC)](http://Paris) `Paris`\n'),
  );
});

test('--input jsonl adds a field to each record, and changes nothing else', () => {
  const records =
    '\ufeff{"id":1.0,"a":{"b":"Paris is\\u0020in"},"id":1e400 }\r\n\n{"a":{"b":null}}';
  const flags = ['--input', 'jsonl', '--text-field', 'a.b', '--skip-missing'];
  const outcome = tag([...flags, '--entities-field', 'names'], records);
  expect(withoutConfidences(outcome)).toEqual(
    done(
      '\ufeff{"id":1.0,"a":{"b":"Paris is\\u0020in"},"id":1e400,"names":[{"label":"LOC","text":"Paris","start":0,"end":5}] }\r\n' +
        '\n{"a":{"b":null},"names":[]}',
    ),
  );
});

test('a broken record is an error with its line, after the records before it', () => {
  expect(tag(['--input', 'jsonl'], '{"text":"is"}\n{"text":"is"\n')).toEqual({
    exitCode: 1,
    stdout: '{"text":"is","entities":[]}\n',
    stderr: 'tagger: standard input:2: expected a JSON object, found "{\\"text\\":\\"is\\""\n',
  });
});

test.each([
  [
    ['--input', 'jsonl', '--format', 'conll'],
    '--format conll: cannot be combined with --input jsonl',
  ],
  [['--input', 'jsonl', '--color'], '--color: cannot be combined with --input jsonl'],
  [['--text-field', 'a'], '--text-field: requires --input jsonl, found text'],
  [
    ['--input', 'jsonl', '--text-field', 'a..b'],
    '--text-field: expected names of fields, joined by dots, found "a..b"',
  ],
  [['--entities-field', 'a'], '--entities-field: requires --input jsonl, found text'],
  [['--skip-missing'], '--skip-missing: requires --input jsonl, found text'],
  [['--input', 'html', '--paragraphs'], '--paragraphs: requires --input text, found html'],
  [['--join-hyphens'], '--join-hyphens: requires --paragraphs, found --no-paragraphs'],
])('%p is wrong usage', async (flags, message) => {
  expect(await runHere(['tag', '--model', model, ...flags])).toEqual(usage(message));
});
