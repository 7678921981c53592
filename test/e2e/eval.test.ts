import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runTagger } from './run-tagger.js';
import { tinyCorpus, writeTinyModel } from './tiny-model.js';

const folder = mkdtempSync(join(tmpdir(), 'eval-'));
const model = join(folder, 'tiny.safetensors');

beforeAll(() => writeTinyModel(model));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const evaluate = (...args: string[]) => runTagger(['eval', '--model', model, ...args]);

const perfect = `processed 59 tokens with 13 phrases; found: 13 phrases; correct: 13.
accuracy: 100.00%; precision: 100.00%; recall: 100.00%; FB1: 100.00
              LOC: precision: 100.00%; recall: 100.00%; FB1: 100.00  5
              ORG: precision: 100.00%; recall: 100.00%; FB1: 100.00  2
              PER: precision: 100.00%; recall: 100.00%; FB1: 100.00  6
`;

test('stdout is the table of conlleval; the scheme goes to stderr', () => {
  const corpus = file('corpus.conll.gz', gzipSync(tinyCorpus));
  expect(evaluate(corpus)).toEqual({
    exitCode: 0,
    stdout: perfect,
    stderr: `${corpus}: 10 sentences, 59 tokens, tag scheme IOB2\n`,
  });
});

test('entities that the model misses lower the scores', () => {
  const corpus = file('other.conll', 'Paris B-LOC\nis O\n\nNobody B-PER\nwas O\nhere O\n. O\n');
  expect(
    evaluate(corpus).stdout,
  ).toBe(`processed 6 tokens with 2 phrases; found: 1 phrases; correct: 1.
accuracy:  83.33%; precision: 100.00%; recall:  50.00%; FB1:  66.67
              LOC: precision: 100.00%; recall: 100.00%; FB1: 100.00  1
              PER: precision:   0.00%; recall:   0.00%; FB1:   0.00  0
`);
});

test('--json prints the same figures for programs', () => {
  const { exitCode, stdout } = evaluate(file('corpus.conll', tinyCorpus), '--json');
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    tokenCount: 59,
    accuracy: 100,
    overall: { gold: 13, predicted: 13, correct: 13, f1: 100 },
    types: { LOC: { gold: 5 }, ORG: { gold: 2 }, PER: { gold: 6 } },
  });
});

// The model finds the entities of the first half only.
const halfKnown = `${tinyCorpus}\n${tinyCorpus.replace(/^\S+/gm, 'unknown')}`;

test('--intervals adds the confidence interval of each F1, the same each time', () => {
  const corpus = file('half.conll', halfKnown);
  const { exitCode, stdout } = evaluate(corpus, '--intervals');
  expect(exitCode).toBe(0);
  expect(evaluate(corpus, '--intervals').stdout).toBe(stdout);
  const [table, below] = stdout.split(/(?<=\n)\n/);
  expect(evaluate(corpus).stdout).toBe(table);
  const [title, ...lines] = below.trimEnd().split('\n');
  expect(title).toContain('95% confidence intervals of FB1');
  const line = /^ +(\w+): FB1: ([ \d.]{6}); interval: ([ \d.]{6}) to ([ \d.]{6}) {2}(\d+)$/;
  const rows = lines.map((text) => line.exec(text)!.slice(1));
  expect(rows.map(([name, , , , gold]) => [name, gold])).toEqual([
    ['overall', '26'],
    ['LOC', '10'],
    ['ORG', '4'],
    ['PER', '12'],
  ]);
  for (const [, ...figures] of rows) {
    const [point, low, high] = figures.map(Number);
    expect(low < point && point < high).toBe(true);
  }
});

test('--json with --intervals has an interval for each F1, of the mapped types', () => {
  const corpus = file('half.conll', halfKnown.replaceAll('-PER', '-person'));
  const flags = ['--json', '--map-types', 'person=PER,ORG='];
  const plain = JSON.parse(evaluate(corpus, ...flags).stdout);
  const { overall, types } = JSON.parse(evaluate(corpus, ...flags, '--intervals').stdout);
  expect(Object.keys(types)).toEqual(['LOC', 'ORG', 'PER']);
  for (const [score, before] of [
    [overall, plain.overall],
    [types.PER, plain.types.PER],
  ]) {
    const { interval, ...rest } = score;
    expect(rest).toEqual(before);
    expect(interval[0] < score.f1 && score.f1 < interval[1]).toBe(true);
  }
  expect(types.ORG).toMatchObject({ gold: 0, interval: [0, 0] });
});

test('--token-column and --tag-column choose the columns', () => {
  const rows = tinyCorpus.replace(/^(\S+) (\S+)$/gm, 'x $2 $1 y');
  const corpus = file('columns.conll', rows);
  const { stdout } = evaluate(corpus, '--token-column', '3', '--tag-column', '2');
  expect(stdout).toBe(perfect);
});

test('--scheme overrides the detected tag scheme', () => {
  const corpus = file('scheme.conll', tinyCorpus);
  const { exitCode, stderr } = evaluate(corpus, '--scheme', 'bioes');
  expect(exitCode).toBe(0);
  expect(stderr).toContain('tag scheme IOBES\n');
  expect(stderr).toMatch(/\ntagger: warning: .*: repaired \d+ violations of the tag scheme IOBES /);
});

const renamed = tinyCorpus
  .replaceAll('-PER', '-person')
  .replaceAll('-LOC', '-location')
  .replaceAll('-ORG', '-product');

test('--map-types scores a corpus whose types have other names', () => {
  const corpus = file('renamed.conll', renamed);
  const mapping = 'person=PER,location=LOC,product=ORG';
  expect(evaluate(corpus, '--map-types', mapping)).toEqual({
    exitCode: 0,
    stdout: perfect,
    stderr: `${corpus}: 10 sentences, 59 tokens, tag scheme IOB2\n`,
  });
});

test.each(['', 'O'])('entities mapped to "%s" are left out of the corpus', (nothing) => {
  const corpus = file('renamed.conll', renamed);
  const mapping = `person=PER,location=LOC,product=${nothing}`;
  const { stdout, stderr } = evaluate(corpus, '--json', '--map-types', mapping);
  expect(JSON.parse(stdout)).toMatchObject({
    overall: { gold: 11, predicted: 13, correct: 11 },
    types: { ORG: { gold: 0, predicted: 2 } },
  });
  expect(stderr).not.toContain('warning');
});

test('types unknown to the model give one warning and count as missed', () => {
  const corpus = file('renamed.conll', renamed);
  const { exitCode, stdout, stderr } = evaluate(corpus, '--map-types', 'person=PER');
  expect(exitCode).toBe(0);
  expect(stdout).toContain('location: precision:   0.00%; recall:   0.00%; FB1:   0.00  0\n');
  expect(stderr).toContain(
    `tagger: warning: ${corpus}: the model has no type location, product; 7 entities count as missed unless mapped with --map-types\n`,
  );
  const one = file('one.conll', 'Acme B-product\nsold O\n');
  expect(evaluate(one).stderr).toContain(
    `tagger: warning: ${one}: the model has no type product; its entity counts as missed unless mapped with --map-types\n`,
  );
});

test('mapped types that the corpus does not have give a warning', () => {
  const corpus = file('corpus.conll', tinyCorpus);
  const { exitCode, stdout, stderr } = evaluate(corpus, '--map-types', 'person=PER,misc=');
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: perfect });
  expect(stderr).toContain(
    `tagger: warning: --map-types: ${corpus} has no entities of type person, misc\n`,
  );
});

const broken = 'Paris I-LOC\nis O\n\nNobody O\n\nAnna B-PER\nwas O\n\nParis B-LOC\nis O\n';

test('tags that break their scheme are a warning', () => {
  const corpus = file('broken.conll', broken);
  const { exitCode, stdout, stderr } = evaluate(corpus);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('with 3 phrases');
  expect(stderr).toContain(
    `tagger: warning: ${corpus}: repaired 1 violation of the tag scheme IOB2 as conlleval does: line 1 (I-LOC at the start of a sentence)\n`,
  );
});

test('with --strict they are an error', () => {
  const corpus = file('broken.conll', broken);
  expect(evaluate(corpus, '--strict')).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: `tagger: ${corpus}:1: expected tags legal in IOB2, found I-LOC at the start of a sentence\n`,
  });
});

test.each(['fast', 'int8'])('%s arithmetic gives the same table, with no warning', (arithmetic) => {
  const corpus = file('corpus.conll', tinyCorpus);
  expect(evaluate(corpus, '--arithmetic', arithmetic)).toEqual(
    evaluate(corpus, '--arithmetic', 'exact'),
  );
});

test.each([
  ['an empty file', '', ': expected sentences in columns, found an empty file'],
  ['plain text', 'Teddy was here .\n', ':1: expected a tag such as O or B-PER in column 4, found'],
  [
    'bytes that are not text',
    Buffer.from([0x80, 0x0a]),
    ':1: expected UTF-8 text, found other bytes',
  ],
])('%s is rejected', (_, content, message) => {
  const corpus = file('wrong', content);
  const { exitCode, stdout, stderr } = evaluate(corpus);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr.startsWith(`tagger: ${corpus}${message}`)).toBe(true);
});

test('a corpus in place of a model is rejected', () => {
  const corpus = file('corpus.conll', tinyCorpus);
  expect(runTagger(['eval', corpus, '--model', corpus])).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: `tagger: ${corpus}: expected a safetensors file, found text\n`,
  });
});
