// Flags and inputs that would give a wrong result without a word.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runTagger } from './run-tagger.js';
import { tinyCorpus, writeTinyModel } from './tiny-model.js';

const cwd = mkdtempSync(join(tmpdir(), 'silent-'));
const run = (...args: string[]) => runTagger(args, { cwd });
const file = (name: string, content: string) => writeFileSync(join(cwd, name), content);

beforeAll(async () => {
  await writeTinyModel(join(cwd, 'tiny.safetensors'));
  file('train.conll', tinyCorpus);
  file('page.html', '<!DOCTYPE html>\n<p>[Teddy](PER) was here.</p>\n');
  file('names.tsv', 'Teddy Roosevelt\tPER\n');
  file('words.jsonl', '{"tokens":["Anna","met","Teddy"],"ner_tags":["B-PER","O","B-PER"]}\n');
});
afterAll(() => rmSync(cwd, { recursive: true }));

test.each([
  [
    ['train', 'train.conll', '--epochs', '2', '--warm-up', '2.5'],
    '--warm-up: expected at most the 2 of --epochs, found 2.5',
  ],
  [
    ['eval', 'train.conll', '--max-errors', '3', '--report', 'junit'],
    '--max-errors: requires --errors or --report json, markdown, github or html',
  ],
  [['inspect', 'tiny.safetensors', '--arithmetic', 'fast'], '--arithmetic: requires --gates'],
  [
    ['tag', 'train.conll', '--gazetteer', 'names.tsv', '--deny', './names.tsv'],
    '--deny: ./names.tsv is a list of --gazetteer too',
  ],
])('%p is wrong usage: %s', (args, message) => {
  const stderr = `tagger: ${message} (see tagger ${args[0]} --help)\n`;
  expect(run(...args)).toEqual({ exitCode: 2, stdout: '', stderr });
});

test.each([
  [['--errors', 'errors.jsonl'], ''],
  [['--report', 'github'], ''],
])('--max-errors is for %p', (flags) => {
  const model = ['--model', 'tiny.safetensors', '--quiet'];
  const args = ['eval', 'train.conll', '--max-errors', '0', ...flags, ...model];
  expect(run(...args)).toMatchObject({ exitCode: 0, stderr: '' });
});

test.each([
  ['{"epochs": 2, "seed": 3, "epochs": 20}', 'epochs'],
  ['{"dense": [4], "d\\u0065nse": [5]}', 'dense'],
])('the config file %s is refused', (content, key) => {
  file('config.json', content);
  expect(run('train', 'train.conll', '--config', 'config.json')).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: `tagger: config.json: key "${key}" occurs twice in the config file\n`,
  });
});

/** The warnings of a training that ends at once. */
function warningsOf(...args: string[]): string[] {
  const fast = ['--hidden', '2', '--patience', '1', '--output', 'm', '--force', '--quiet'];
  const { exitCode, stderr } = run('train', 'train.conll', ...args, ...fast);
  expect(exitCode).toBe(0);
  return stderr.split('\n').filter((line) => line.startsWith('tagger: warning: --'));
}

test('a learning rate far above the default and a warm-up without end give a warning', () => {
  expect(warningsOf('--warm-up', '61', '--learning-rate', '5')).toEqual([
    'tagger: warning: --learning-rate 5: more than 50 times the default for adam (0.005), at which training diverges',
    'tagger: warning: --warm-up 61: longer than the training (60 epochs), which never reaches its learning rate',
  ]);
  expect(warningsOf('--warm-up', '60', '--learning-rate', '0.25')).toEqual([]);
});

test('a preset that differs from the network of the base model gives a warning', () => {
  const train = ['train', 'train.conll', '--from', 'tiny.safetensors', '--epochs', '1'];
  const output = ['--output', 'm', '--force', '--quiet'];
  const { stderr } = run(...train, '--preset', 'accurate', ...output);
  expect(stderr).toBe(
    'tagger: warning: --preset accurate: no effect of --hidden 200, --character-widths 2,3,4, --character-filters 30, because --from tiny.safetensors has its own network\n',
  );
  expect(run(...train, ...output).stderr).toBe('');
});

test('names of ids for tags that are names give a warning', () => {
  const stderr =
    'tagger: warning: words.jsonl: --labels has no effect, because the tags are names and not ids\n';
  expect(run('check', 'words.jsonl', '--labels', 'O,B-PER').stderr).toBe(stderr);
  const converted = run('convert', 'words.jsonl', 'words.conll', '--labels', 'O,B-PER');
  expect(converted.stderr).toContain(stderr);
  file('ids.jsonl', '{"tokens":["Anna","slept"],"ner_tags":[1,"O"]}\n');
  expect(run('check', 'ids.jsonl', '--labels', 'O,B-PER').stderr).toBe('');
});

const tag = (...args: string[]) => run('tag', '--model', 'tiny.safetensors', ...args).stderr;

test('input that is read as what it is not gives a warning', () => {
  file('text.txt', 'Teddy was here .\n\nAnna lives in Paris .\n');
  file('records.jsonl', '{"text": "Teddy was here."}\n');
  const asText = 'read as text, but it looks like';
  const page = `tagger: warning: page.html: ${asText} HTML or XML, which --input html reads\n`;
  const records = `tagger: warning: records.jsonl: ${asText} JSON Lines, which --input jsonl reads\n`;
  expect(tag('page.html', 'text.txt', 'records.jsonl')).toBe(page + records);
  expect(tag('--paragraphs', 'page.html')).toBe(page);
  expect(tag('--input', 'html', 'page.html')).toBe('');
  file('notes.md', 'Teddy was *here*.\n');
  const tokens = page.replace('as text', 'as tokens');
  expect(tag('--input', 'tokens', 'page.html', 'text.txt')).toBe(tokens);
  expect(tag('notes.md')).toBe(
    `tagger: warning: notes.md: ${asText} Markdown, which --input markdown reads\n`,
  );
  expect(tag('--input', 'markdown', 'notes.md')).toBe('');
  expect(tag('--input', 'conll', 'text.txt', 'train.conll')).toBe(
    'tagger: warning: text.txt: read as columns, but it looks like text, which --input text reads\n',
  );
});

test('a web page is no text to train on', () => {
  const { stderr } = run('train', 'page.html', '--epochs', '1', '--output', 'm', '--force');
  expect(stderr).toContain(
    'tagger: warning: page.html: read as text with entities in brackets, but it looks like HTML or XML\n',
  );
  expect(run('convert', 'page.html', 'page.conll').stderr).toContain('but it looks like HTML');
  file('text.tsv', 'Teddy was here .\n\nAnna lives in Paris .\n');
  const unlabeled = (path: string) => run('train', 'train.conll', '--unlabeled', path);
  expect(unlabeled('page.html')).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('tagger: page.html: expected plain text, found HTML or XML\n'),
  });
  expect(unlabeled('text.tsv')).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining(
      'tagger: text.tsv: expected columns, as its name says, found text\n',
    ),
  });
});

test('types of a deny list that no entity has give a warning', () => {
  file('deny.tsv', 'Paris\tper\nBerlin\tcity\nMay\nRome\tLOC\n');
  const text = 'text.txt';
  const warning = 'tagger: warning: --deny: neither the model nor --gazetteer has the type';
  expect(tag(text, '--deny', 'deny.tsv')).toBe(
    `${warning} per (the first of 2); did you mean PER?\n`,
  );
  file('cities.tsv', 'Berlin\tcity\n');
  file('deny.tsv', 'Berlin\tcity\nTeddy\tEVENT\n');
  const lists = ['--gazetteer', 'cities.tsv', '--deny', 'deny.tsv'];
  expect(tag(text, ...lists)).toBe(`${warning} EVENT\n`);
});
