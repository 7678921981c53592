import { readdirSync } from 'node:fs';
import { afterAll, expect, test } from '@jest/globals';
import { toJsonSchema } from '@valibot/to-json-schema';
import { Ajv } from 'ajv';
import * as v from 'valibot';
import { evalReportSchema } from '../../src/evaluation/report/eval-report.js';
import {
  columns,
  createFolder,
  evaluate,
  evaluateHere,
  goldColumns,
  predictedColumns,
} from './eval-case.js';
import { runTagger } from './run-tagger.js';

const { file, path, read, remove } = createFolder();
afterAll(remove);

const gold = file('gold.conll', goldColumns);
const predicted = file('predicted.conll', predictedColumns);
const judge = (...flags: readonly string[]) => evaluate(gold, '--predictions', predicted, ...flags);
const judgeHere = (...flags: readonly string[]) =>
  evaluateHere(gold, '--predictions', predicted, ...flags);

test.each([
  ['one system', []],
  ['several systems', ['--predictions', gold]],
  ['intervals and a comparison', ['--intervals', '--compare', gold]],
  ['gates', ['--min-f1', '0.5', '--min-f1', 'LOC=0.9', '--min-recall', 'ORG=0.9']],
  ['a mapping', ['--map-types', 'LOC=,PER=PERSON']],
  ['a training corpus', ['--training', gold]],
])('the JSON report of %s is valid', (_, flags) => {
  const report: unknown = JSON.parse(judge(...flags, '--report', 'json').stdout);
  expect(v.parse(evalReportSchema, report)).toEqual(report);
  const validate = new Ajv({ strict: false }).compile(toJsonSchema(evalReportSchema));
  validate(report);
  expect(validate.errors).toBeNull();
});

test('the JSON report holds what was judged, the scores and the gates', () => {
  const { stdout } = judge('--report', 'json', '--min-f1', 'LOC=0.9');
  expect(JSON.parse(stdout)).toMatchObject({
    corpus: { name: 'gold.conll', scheme: 'IOB2', sentences: 3, tokens: 8, entities: 4 },
    systems: [
      {
        name: 'predicted.conll',
        kind: 'predictions',
        overall: { gold: 4, predicted: 3, correct: 3, precision: 100, recall: 75 },
        errors: { counts: { missed: 1 } },
      },
    ],
    gates: [{ name: 'min-f1 LOC', type: 'LOC', threshold: 90, outcome: 'failed' }],
  });
});

test('--max-errors limits the errors of the report', () => {
  const { stdout } = judge('--report', 'json', '--max-errors', '0');
  const [{ errors }] = JSON.parse(stdout).systems;
  expect(errors).toMatchObject({ counts: { missed: 1 }, examples: [] });
});

test('the text report holds scores, modes, breakdowns, errors and gates', () => {
  const { exitCode, stdout } = judge('--report', 'text', '--min-f1', '0.9');
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/^gold.conll: 3 sentences, 8 tokens, 4 entities\n/);
  expect(stdout).toMatch(/\nmicro average +100.00 +75.00 +85.71 +4 +3 +3\n/);
  expect(stdout).toContain('\nSemEval-2013 modes\n');
  expect(stdout).toMatch(/\nmissed +1\n/);
  expect(stdout).toMatch(/\nfailed: F1 85.71 is below 90.00\n$/);
});

test('several reports are written in one run', () => {
  const flags = ['text', 'json', 'junit', 'markdown', 'github'].flatMap((kind) => [
    '--report',
    `${kind}=${path(`report.${kind}`)}`,
  ]);
  const { exitCode, stdout } = judge(...flags);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('FB1:  85.71');
  expect(read('report.text')).toContain('gold.conll: 3 sentences');
  expect(JSON.parse(read('report.json')).version).toBe(1);
  expect(read('report.junit')).toMatch(/^<\?xml /);
  expect(read('report.markdown')).toMatch(/^### tagger eval/);
  expect(read('report.github')).toBe(
    `::error file=${gold},line=9,title=tagger eval::missed: gold Rome (LOC)\n`,
  );
});

test('the Markdown report is appended to the summary of a CI job', () => {
  const summary = file('summary.md', 'before\n');
  const args = ['eval', gold, '--predictions', predicted, '--report', 'markdown'];
  const { exitCode, stdout } = runTagger(args, { env: { GITHUB_STEP_SUMMARY: summary } });
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^processed 8 tokens/);
  expect(read('summary.md')).toMatch(/^before\n### tagger eval: /);
  expect(runTagger(args).stdout).toBe(read('summary.md').slice('before\n'.length));
});

test('a report with a file is not appended to the summary', () => {
  const summary = file('untouched.md', '');
  const args = ['eval', gold, '--predictions', predicted];
  const flags = ['--report', `markdown=${path('own.md')}`];
  expect(runTagger([...args, ...flags], { env: { GITHUB_STEP_SUMMARY: summary } }).exitCode).toBe(
    0,
  );
  expect(read('untouched.md')).toBe('');
  expect(read('own.md')).toMatch(/^### tagger eval/);
});

test('5,000 errors: the summary stays below 64 KB and GitHub gets ten annotations', () => {
  const names = Array.from({ length: 5000 }, (_, index) => `Name${index}/B-PER slept`);
  const corpus = file('large.conll', columns(...names));
  const nothing = file('nothing.conll', columns(...names).replaceAll('B-PER', 'O'));
  const { exitCode, stdout } = evaluate(
    corpus,
    ...['--predictions', nothing, '--report', 'github'],
    ...['--report', `markdown=${path('large.md')}`],
  );
  expect(exitCode).toBe(0);
  expect(stdout.match(/^::error /gm)).toHaveLength(10);
  expect(stdout).toContain('::notice title=tagger eval::4990 more errors\nprocessed ');
  expect(Buffer.byteLength(read('large.md'))).toBeLessThan(64 * 1024);
});

test('a report that cannot be written exits 2, and the others still appear', () => {
  const missing = path('missing/report.json');
  const before = readdirSync(path('.'));
  const { exitCode, stdout, stderr } = judge(
    ...['--report', `json=${missing}`, '--report', `junit=${path('after.xml')}`],
    ...['--report', `text=${path('.')}`, '--min-f1', '0.9'],
  );
  expect(exitCode).toBe(2);
  expect(stdout).toContain('FB1:  85.71');
  expect(stderr.split('\n').slice(1)).toEqual([
    'failed: F1 85.71 is below 90.00',
    `tagger: ${missing}: no such folder: ${path('missing')}`,
    `tagger: ${path('.')}: expected a file to write, found a folder`,
    '',
  ]);
  expect(read('after.xml')).toMatch(/<\/testsuites>\n$/);
  expect(readdirSync(path('.')).filter((name) => !before.includes(name))).toEqual(['after.xml']);
});

test('a baseline is not updated if a report cannot be written', () => {
  const flags = ['--baseline', path('baseline.json'), '--update-baseline'];
  expect(judge(...flags, '--report', `json=${path('missing/report.json')}`).exitCode).toBe(2);
  expect(readdirSync(path('.'))).not.toContain('baseline.json');
});

test.each([
  ['--report', 'text', '--report', 'json'],
  ['--report', 'junit', '--report', 'junit'],
  ['--report', 'text', '--json'],
  ['--report', 'github', '--json'],
  ['--report', 'github', '--report', 'junit'],
])('%s %s %s %s: two reports on standard output are wrong usage', async (...flags) => {
  const { exitCode, stdout, stderr } = await judgeHere(
    ...flags.filter((flag) => flag !== undefined),
  );
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toBe(
    'tagger: --report: expected at most one report without a file (see tagger eval --help)\n',
  );
});

test.each(['pdf', 'json=', '', 'JSON'])('--report %j is wrong usage', async (kind) => {
  const { exitCode, stderr } = await judgeHere(`--report=${kind}`);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(
    'tagger: --report: expected one of text, json, junit, markdown, github, html, alone or with =FILE, found',
  );
});

test.each([
  ['CORPUS', gold, []],
  ['--predictions', predicted, []],
  ['--errors', path('same.jsonl'), ['--errors', path('same.jsonl')]],
  ['--report', path('same.txt'), ['--report', `text=${path('same.txt')}`]],
  ['--baseline', path('same.json'), ['--baseline', path('same.json'), '--update-baseline']],
])('a report never overwrites %s', async (label, name, flags) => {
  const { exitCode, stdout, stderr } = await judgeHere(...flags, '--report', `json=${name}`);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toBe(`tagger: ${name}: --report would overwrite ${label}\n`);
  expect(read('gold.conll')).toBe(goldColumns);
  expect(read('predicted.conll')).toBe(predictedColumns);
});

test('the HTML report is one file with the scores, the comparisons and the errors', () => {
  const baseline = path('baseline.json');
  judge('--report', `json=${baseline}`);
  const page = path('page.html');
  const flags = ['--compare', gold, '--baseline', baseline, '--max-drop', '0.1'];
  expect(judge(...flags, '--report', `html=${page}`).exitCode).toBe(0);
  const html = read('page.html');
  expect(html).toMatch(/^<!DOCTYPE html>\n/);
  expect(html).toContain('<title>predicted.conll on gold.conll</title>');
  const sections = [...html.matchAll(/<section id="(\w+)"/g)].map(([, id]) => id);
  expect(sections).toEqual([
    ...['gates', 'scores', 'comparison', 'baseline', 'breakdowns', 'modes', 'confusion', 'errors'],
  ]);
  expect(html).toMatch(/<section id="baseline".*data-label="Significant">no<.*<\/section>/s);
  expect(html).toContain('<script type="application/json" id="page-data">{"corpus":"gold.conll"');
});
