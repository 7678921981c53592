// Documents as `tagger tag` and `tagger eval` find them, for a model that reads them.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { loadTagger } from '../../src/browser/index.js';
import { writeModel } from '../../src/model/file/model-file.js';
import { randomTagger } from '../model/random-tagger.js';
import { createFolder } from './eval-case.js';
import { runTagger } from './run-tagger.js';

const { path, file, remove } = createFolder();
const model = path('m.safetensors');
const plain = path('plain.safetensors');
const words = ['Teddy', 'TEDDY', 'saw', 'Bear', 'bear', 'the', 'in', 'Paris', '.'];
const texts = [
  'Teddy saw the Bear in Paris .',
  'The bear saw TEDDY .',
  'Paris saw Teddy .',
  'In Paris the Bear saw the bear .',
];

beforeAll(async () => {
  const options = { words, seed: 5 };
  await writeModel(model, randomTagger({ ...options, shape: { documents: true } }), {});
  await writeModel(plain, randomTagger(options), {});
});
afterAll(remove);

const tag = (input: string, ...flags: string[]) =>
  runTagger(['tag', '--model', model, ...flags], { input });

interface Found {
  readonly text: string;
  readonly type: string;
  readonly confidence: number;
}

/** The entities of each line of JSON Lines, without their places. */
const entitiesIn = (stdout: string): Found[] =>
  stdout
    .trim()
    .split('\n')
    .flatMap((line) => JSON.parse(line).entities)
    .map(({ text, type, label, confidence }) => ({ text, type: type ?? label, confidence }));

const found = (input: string, ...flags: string[]) => {
  const { stdout, stderr, exitCode } = tag(input, '--format', 'jsonl', ...flags);
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
  return entitiesIn(stdout);
};

const asOne = texts.join(' ');
const asLines = `${texts.join('\n')}\n`;

test('with --document file, the lines of a file are one document', () => {
  const expected = found(asOne);
  expect(expected.length).toBeGreaterThan(2);
  expect(found(asLines, '--document', 'file')).toEqual(expected);
  expect(found(asLines, '--document', 'file', '--input', 'tokens')).toEqual(expected);
  expect(found(asLines)).not.toEqual(expected);
  expect(found(asLines, '--document', 'line')).toEqual(found(asLines));
});

test('a file in HTML or Markdown is one document', () => {
  const expected = found(asOne);
  expect(found(texts.map((text) => `<p>${text}</p>\n`).join(''), '--input', 'html')).toEqual(
    expected,
  );
  expect(found(texts.join('\n\n'), '--input', 'markdown')).toEqual(expected);
});

test('a long record, paragraph or line is one document, although it is tagged in parts', () => {
  const long = `Bear. ${'the bear saw the bear in the bear. '.repeat(1000)}${asOne}`;
  const withCapitals = (input: string, ...flags: string[]) =>
    found(input, ...flags).filter(({ text }) => /[A-Z]/.test(text));
  const expected = withCapitals(`<p>${long}</p>`, '--input', 'html');
  expect(expected.length).toBeGreaterThan(2);
  expect(withCapitals(JSON.stringify({ text: long }), '--input', 'jsonl')).toEqual(expected);
  const lines = long.replace('Bear. ', 'Bear.\n');
  expect(withCapitals(lines, '--paragraphs')).toEqual(expected);
  expect(withCapitals(long)).toEqual(expected);
  expect(withCapitals(lines)).not.toEqual(expected);
});

test('a warning names --document file for a model that reads none', () => {
  const { exitCode, stderr } = runTagger(['tag', '--model', plain, '--document', 'file'], {
    input: asLines,
  });
  expect(exitCode).toBe(0);
  expect(stderr).toBe('tagger: warning: --document has no effect: the model reads no documents\n');
});

const columns = texts.map((text, index) => {
  const rows = text.split(' ').map((word) => `${word} ${word === 'Paris' ? 'B-LOC' : 'O'}\n`);
  return `${index % 2 === 0 ? '-DOCSTART- O\n\n' : ''}${rows.join('')}`;
});
const corpusText = columns.join('\n');

test('eval, tag --input conll and the library agree on a corpus that marks documents', async () => {
  const corpus = file('marked.conll', corpusText);
  const { stdout } = runTagger(['eval', corpus, '--model', model, '--json']);
  const { overall, types } = JSON.parse(stdout);
  expect(overall.predicted).toBeGreaterThan(2);
  const tagged = tag(corpusText, '--input', 'conll', '--format', 'conll');
  const predictions = file('predicted.conll', tagged.stdout);
  const scored = runTagger(['eval', corpus, '--predictions', predictions, '--json']);
  expect(JSON.parse(scored.stdout)).toMatchObject({ overall, types });
  const library = await loadTagger(readFileSync(model));
  expect(library.score(corpusText).score.overall).toMatchObject(overall);
  const alone = file('unmarked.conll', corpusText.replaceAll('-DOCSTART- O\n\n', ''));
  const without = runTagger(['eval', alone, '--model', model, '--json']);
  expect(JSON.parse(without.stdout).overall).not.toEqual(overall);
});

test('the library for browsers reads a text as the command reads a line', async () => {
  const library = await loadTagger(readFileSync(model));
  const { stdout } = tag(asOne, '--format', 'jsonl');
  const [line] = stdout.trim().split('\n');
  const ours = library.tag(asOne).map(({ text, start, end }) => ({ text, start, end }));
  expect(JSON.parse(line).entities).toMatchObject(ours);
  expect(ours.length).toBeGreaterThan(2);
});
