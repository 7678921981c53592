import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runTagger } from './run-tagger.js';
import { tinyCorpus, writeTinyModel } from './tiny-model.js';

const folder = mkdtempSync(join(tmpdir(), 'columns-'));
const path = (name: string) => join(folder, name);
const model = path('tiny.safetensors');
beforeAll(() => writeTinyModel(model));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string): string {
  writeFileSync(path(name), content);
  return path(name);
}

/** The tiny corpus as Universal NER publishes its corpora. */
const numbered = tinyCorpus
  .split('\n\n')
  .map((sentence, index) => {
    const rows = sentence.trim().split('\n');
    const text = rows.map((row) => row.split(' ')[0]).join(' ');
    const lines = rows.map((row, position) => {
      return `${position + 1}\t${row.replace(' ', '\t')}\t-\tannotator`;
    });
    return `# sent_id = ${index}\n# text = ${text}\n${lines.join('\n')}\n`;
  })
  .join('\n');
const reading = 'read column 2 as tokens (column 1 has numbers) and column 3 as tags';

test('train, eval, check and tag find the same columns', () => {
  const corpus = file('corpus.iob2', numbered);
  const trained = [
    'train',
    corpus,
    '--dev',
    corpus,
    '--epochs',
    '1',
    '--output',
    path('new.safetensors'),
  ];
  const train = runTagger(trained);
  expect(train.stderr).toContain(`${corpus}: ${reading}\n`);
  expect(train.exitCode).toBe(0);
  const evaluated = runTagger(['eval', corpus, '--model', model]);
  expect(evaluated.stderr).toContain(`${corpus}: ${reading}\n`);
  expect(evaluated.stdout).toMatch(/precision: 100\.00%; recall: 100\.00%/);
  const checked = runTagger(['check', corpus]);
  expect(checked.stderr).toBe(`${corpus}: ${reading}\n`);
  expect(checked.stdout).toContain('5 columns: token 2, tag 3; tag scheme IOB2\n');
  const tagged = runTagger(['tag', '--input', 'conll', '--model', model, corpus]);
  expect(tagged.stdout).toBe(numbered.replace(/^(.*\t)(\S+)\t-\tannotator$/gm, '$&\t$2'));
});

test('predictions in other columns are read and this is printed', () => {
  const corpus = file('gold.conll', tinyCorpus);
  const predicted = file('predicted.iob2', numbered);
  const { stdout, stderr } = runTagger(['eval', corpus, '--predictions', predicted]);
  expect(stderr).toContain(`${predicted}: ${reading}\n`);
  expect(stdout).toMatch(/precision: 100\.00%; recall: 100\.00%/);
});

test('several columns of tags are refused, and the flag of the message chooses one', () => {
  const text = tinyCorpus.replace(/ (\S+)$/gm, '\t$1\t$1\t_');
  const corpus = file('several.tsv', text);
  const refused = runTagger(['eval', corpus, '--model', model]);
  expect(refused).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: `tagger: ${corpus}:1: expected one column of tags, found several: 2 ("B-PER"), 3 ("B-PER"); choose one with --tag-column 2 or 3\n`,
  });
  expect(runTagger(['eval', corpus, '--model', model, '--tag-column', '3']).exitCode).toBe(0);
});

test('--fix keeps the notation and the separators of a corpus', () => {
  const corpus = file('types.tsv', 'New\u200b York\tLOC\t\nis\tO\tx\nbig\tO\tx\n');
  const fixed = path('fixed.tsv');
  runTagger(['check', corpus, '--fix', fixed, '--tag-column', '2']);
  expect(runTagger(['check', fixed, '--tag-column', '2']).stdout).toContain('LOC 1');
});

test('--scheme chooses the tags that are appended', () => {
  const tag = ['tag', '--model', model, '--input', 'tokens'];
  const run = (...flags: string[]) => runTagger([...tag, ...flags], { input: 'Teddy Roosevelt\n' });
  expect(run('--format', 'conll', '--scheme', 'bioes').stdout).toBe(
    'Teddy B-PER\nRoosevelt E-PER\n\n',
  );
  expect(run('--scheme', 'IOB1')).toMatchObject({
    exitCode: 2,
    stderr: 'tagger: --scheme: requires --format conll, found inline (see tagger tag --help)\n',
  });
  expect(run('--scheme', 'IOB1', '--n-best', '2')).toMatchObject({
    exitCode: 2,
    stderr: 'tagger: --scheme: cannot be combined with --n-best (see tagger tag --help)\n',
  });
});

test('tag warns of columns that it reads as text', () => {
  const warning = (name: string) =>
    `tagger: warning: ${name}: read as text, but it looks like columns with tags, which --input conll reads\n`;
  const corpus = file('as-text.conll', `-DOCSTART- O\n\n${tinyCorpus}`);
  const tag = ['tag', '--model', model];
  expect(runTagger([...tag, corpus]).stderr).toBe(warning(corpus));
  expect(runTagger(tag, { input: tinyCorpus }).stderr).toBe(warning('standard input'));
  const text = 'Vitamin O\nPlan B\nVitamin O\nVitamin O\nVitamin O\n';
  expect(runTagger(tag, { input: text }).stderr).toBe('');
});

test('appended tags have the scheme of those in the last column, and eval agrees', () => {
  const iob1 = file('iob1.conll', tinyCorpus.replaceAll('B-', 'I-'));
  const args = ['tag', '--input', 'conll', '--model', model];
  const { stdout, stderr, exitCode } = runTagger([...args, iob1]);
  expect(exitCode).toBe(0);
  expect(stdout).toBe(tinyCorpus.replaceAll('B-', 'I-').replace(/ (\S+)$/gm, ' $1 $1'));
  expect(stderr).toBe(
    `tagger: warning: ${iob1}: wrote tags in IOB1, the scheme of those in the last column; --scheme chooses another\n`,
  );
  const chosen = runTagger([...args, '--scheme', 'IOB2', iob1]);
  expect(chosen.stdout).toBe(
    tinyCorpus.replace(/ (\S+)$/gm, (_, tag) => ` ${tag.replace('B-', 'I-')} ${tag}`),
  );
  expect(chosen.stderr).toBe('');
  // The files of one call are apart.
  const both = runTagger([...args, iob1, file('iob2.conll', tinyCorpus)]);
  expect(both.stdout.slice(stdout.length).trimStart()).toBe(
    tinyCorpus.replace(/ (\S+)$/gm, ' $1 $1'),
  );
});
