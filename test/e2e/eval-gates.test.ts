import { existsSync } from 'node:fs';
import { afterAll, expect, test } from '@jest/globals';
import {
  columns,
  createFolder,
  evaluate,
  evaluateHere,
  goldColumns,
  predictedColumns,
} from './eval-case.js';

const { file, path, read, remove } = createFolder();
afterAll(remove);

const gold = file('gold.conll', goldColumns);
const predicted = file('predicted.conll', predictedColumns);
const judge = (...flags: readonly string[]) => evaluate(gold, '--predictions', predicted, ...flags);

const judgeHere = (...flags: readonly string[]) =>
  evaluateHere(gold, '--predictions', predicted, ...flags);

const heading = `${gold}: 3 sentences, 8 tokens, tag scheme IOB2\n`;

test('a run without gates exits 0', () => {
  expect(judge()).toMatchObject({ exitCode: 0, stderr: heading });
});

test.each([
  [['--min-f1', '0.85'], 'F1 85.71 is at least 85.00'],
  [['--min-f1', 'PER=1'], 'F1 of PER 100.00 is at least 100.00'],
  [['--min-precision', '1'], 'precision 100.00 is at least 100.00'],
  [['--min-precision', 'LOC=.9'], 'precision of LOC 100.00 is at least 90.00'],
  [['--min-recall', '0.75'], 'recall 75.00 is at least 75.00'],
  [['--min-recall', 'LOC=0.5'], 'recall of LOC 50.00 is at least 50.00'],
])('%j holds', async (flags, message) => {
  expect(await judgeHere(...flags)).toMatchObject({
    exitCode: 0,
    stderr: `${heading}passed: ${message}\n`,
  });
});

test.each([
  [['--min-f1', '0.86'], 'F1 85.71 is below 86.00'],
  [['--min-f1', 'LOC=0.7'], 'F1 of LOC 66.67 is below 70.00'],
  [['--min-recall', '0.8'], 'recall 75.00 is below 80.00'],
  [['--min-recall', 'LOC=1'], 'recall of LOC 50.00 is below 100.00'],
])('%j fails', async (flags, message) => {
  expect(await judgeHere(...flags)).toMatchObject({
    exitCode: 1,
    stderr: `${heading}failed: ${message}\n`,
  });
});

test('--min-precision fails for invented entities', () => {
  const invented = file('invented.conll', goldColumns.replace('today O', 'today B-LOC'));
  const { exitCode, stderr } = evaluate(
    gold,
    '--predictions',
    invented,
    ...['--min-precision', '0.9'],
  );
  expect({ exitCode, stderr }).toEqual({
    exitCode: 1,
    stderr: `${heading}failed: precision 80.00 is below 90.00\n`,
  });
});

test('each gate gives a line, and one failure is enough', () => {
  const flags = ['--min-f1', '0.8', '--min-f1', 'PER=0.9', '--min-f1', 'LOC=0.9'];
  expect(judge(...flags, '--min-recall', '0.9')).toMatchObject({
    exitCode: 1,
    stderr: [
      heading,
      'passed: F1 85.71 is at least 80.00\n',
      'passed: F1 of PER 100.00 is at least 90.00\n',
      'failed: F1 of LOC 66.67 is below 90.00\n',
      'failed: recall 75.00 is below 90.00\n',
    ].join(''),
  });
});

test.each(['ORG', 'per', 'constructor', '__proto__'])(
  'a gate for the type %s, which the corpus lacks, exits 2',
  async (type) => {
    expect(await judgeHere('--min-f1', `${type}=0`)).toMatchObject({
      exitCode: 2,
      stderr: `${heading}not comparable: F1 of ${type}: the corpus has no entities of type ${type}\n`,
    });
  },
);

test('a gate for a type that only the predictions have exits 2, also beside a failed one', () => {
  const other = file('other.conll', predictedColumns.replace('today O', 'today B-ORG'));
  const flags = ['--predictions', other, '--min-precision', 'ORG=0', '--min-f1', '0.99'];
  const { exitCode, stderr } = evaluate(gold, ...flags);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(
    'not comparable: precision of ORG: the corpus has no entities of type ORG\n',
  );
  expect(stderr).toContain('failed: F1 75.00 is below 99.00\n');
});

const noEntities = file('none.conll', columns('Nobody was here'));

test('gold without entities: no gate passes, and none is no error', () => {
  const none = [noEntities, '--predictions', noEntities];
  expect(evaluate(...none).exitCode).toBe(0);
  const { exitCode, stderr } = evaluate(...none, '--min-f1', '0');
  expect(exitCode).toBe(2);
  expect(stderr).toContain('not comparable: F1: the corpus has no entities\n');
});

test('gold without entities cannot be compared with its baseline', () => {
  const none = [noEntities, '--predictions', noEntities, '--baseline', path('none.json')];
  expect(evaluate(...none, '--update-baseline').exitCode).toBe(0);
  const { exitCode, stderr } = evaluate(...none, '--max-drop', '0');
  expect(exitCode).toBe(2);
  expect(stderr).toContain('not comparable: F1: the corpus has no entities\n');
});

test.each([
  [['--min-f1', '85'], '"85"; did you mean 0.85?'],
  [['--min-f1', 'PER=84.35'], '"PER=84.35"; did you mean PER=0.8435?'],
  [['--min-recall', '100'], '"100"; did you mean 1?'],
  [['--min-f1', '850'], '"850"'],
  [['--min-precision', 'PER='], '"PER="'],
  [['--min-f1', '-0.5'], '"-0.5"'],
  [['--min-f1', 'NaN'], '"NaN"'],
])('%j is wrong usage', async ([name, value], found) => {
  const { exitCode, stdout, stderr } = await judgeHere(`${name}=${value}`);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  const [line] = stderr.split('\n');
  expect(line).toBe(
    `tagger: ${name}: expected a number from 0 to 1, such as 0.85 or PER=0.9, found ${found} (see tagger eval --help)`,
  );
});

test.each([
  [['--max-drop', '0.5'], '--max-drop: requires --baseline'],
  [['--baseline', 'b.json', '--significant'], '--significant: requires --max-drop'],
  [['--update-baseline'], '--update-baseline: requires --baseline'],
  [
    ['--predictions', gold, '--min-f1', '0.5'],
    '--min-f1: expected one model or predictions file, found 2',
  ],
  [
    ['--predictions', gold, '--min-recall', 'A=0.5'],
    '--min-recall: expected one model or predictions file, found 2',
  ],
  [
    ['--predictions', gold, '--baseline', 'b.json'],
    '--baseline: expected one model or predictions file, found 2',
  ],
  [['--predictions', gold, '--json'], '--json: expected one model or predictions file, found 2'],
  [['--min-f1', '0.5', '--min-f1', '0.6'], '--min-f1: given twice for all types'],
  [['--min-recall', 'A=0.5', '--min-recall', 'A=0.6'], '--min-recall: given twice for A'],
  [
    ['--baseline', 'b.json', '--max-drop', '1.5'],
    '--max-drop: expected a number from 0 to 1, found "1.5"; did you mean 0.015?',
  ],
])('%j is wrong usage', async (flags, message) => {
  const { exitCode, stdout, stderr } = await judgeHere(...flags);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr.split('\n')[0]).toBe(`tagger: ${message} (see tagger eval --help)`);
});

/** A baseline of the predictions of this file, whose F1 is 85.71. */
function baseline(name: string): string {
  expect(judge('--baseline', path(name), '--update-baseline').exitCode).toBe(0);
  return path(name);
}

test('--update-baseline writes the first baseline, which the same predictions hold', () => {
  const first = path('first.json');
  const flags = ['--baseline', first, '--max-drop', '0'];
  expect(judge(...flags, '--update-baseline')).toMatchObject({ exitCode: 0, stderr: heading });
  expect(JSON.parse(read('first.json'))).toMatchObject({ format: 'teddy-eval-report', version: 1 });
  expect(judge(...flags)).toMatchObject({
    exitCode: 0,
    stderr: `${heading}passed: F1 85.71 is not below the baseline's 85.71\n`,
  });
});

const worse = file('worse.conll', predictedColumns.replace('Paris B-LOC', 'Paris O'));
const judgeWorse = (...flags: readonly string[]) =>
  evaluate(gold, '--predictions', worse, ...flags);

test('a drop fails if it is larger than --max-drop', () => {
  const flags = ['--baseline', baseline('drop.json'), '--max-drop'];
  expect(judgeWorse(...flags, '0.2')).toMatchObject({
    exitCode: 0,
    stderr: `${heading}passed: F1 66.67 is 19.05 below the baseline's 85.71\n`,
  });
  expect(judgeWorse(...flags, '0.1')).toMatchObject({
    exitCode: 1,
    stderr: `${heading}failed: F1 66.67 is 19.05 below the baseline's 85.71, more than 10.00\n`,
  });
});

test('with --significant a drop by one sentence passes', () => {
  const flags = ['--baseline', baseline('luck.json'), '--max-drop', '0.1', '--significant'];
  expect(judgeWorse(...flags)).toMatchObject({
    exitCode: 0,
    stderr: `${heading}passed: F1 66.67 is 19.05 below the baseline's 85.71, more than 10.00, but not significantly (p = 1.0000)\n`,
  });
});

test('with --significant a drop in many sentences fails', () => {
  const many = Array.from({ length: 20 }, (_, index) => `Name${index}/B-PER slept`);
  const corpus = file('many.conll', columns(...many));
  const nothing = file('nothing.conll', columns(...many).replaceAll('B-PER', 'O'));
  const flags = ['--baseline', path('many.json')];
  expect(evaluate(corpus, '--predictions', corpus, ...flags, '--update-baseline').exitCode).toBe(0);
  const gate = [...flags, '--max-drop', '0.1', '--significant'];
  const { exitCode, stderr } = evaluate(corpus, '--predictions', nothing, ...gate);
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(
    /\nfailed: F1 0.00 is 100.00 below the baseline's 100.00, more than 10.00 \(p = 0.0001\)\n$/,
  );
});

test('a failed gate leaves the baseline as it was; held gates renew it', () => {
  const name = baseline('kept.json');
  const before = read('kept.json');
  const flags = ['--baseline', name, '--update-baseline'];
  expect(judgeWorse(...flags, '--max-drop', '0.1').exitCode).toBe(1);
  expect(judgeWorse(...flags, '--min-f1', 'ORG=0').exitCode).toBe(2);
  expect(read('kept.json')).toBe(before);
  expect(judgeWorse(...flags, '--max-drop', '0.5').exitCode).toBe(0);
  expect(read('kept.json')).not.toBe(before);
});

test('a first baseline is not written if a gate fails', () => {
  const flags = ['--baseline', path('never.json'), '--update-baseline'];
  expect(judge(...flags, '--min-f1', '0.9').exitCode).toBe(1);
  expect(existsSync(path('never.json'))).toBe(false);
});

test('a baseline that cannot be written exits 2', () => {
  const missing = path('missing/baseline.json');
  const { exitCode, stdout, stderr } = judge('--baseline', missing, '--update-baseline');
  expect({ exitCode, stderr }).toEqual({
    exitCode: 2,
    stderr: `${heading}tagger: ${missing}: no such folder: ${path('missing')}\n`,
  });
  expect(stdout).toContain('FB1:  85.71');
});

test('a missing baseline without --update-baseline is an error', () => {
  const { exitCode, stderr } = judge('--baseline', path('absent.json'), '--max-drop', '0.5');
  expect({ exitCode, stderr }).toEqual({
    exitCode: 1,
    stderr: `${heading}tagger: ${path('absent.json')}: no such file\n`,
  });
});

/** The first line of an error, after the line about the corpus. */
async function refusal(...args: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await evaluateHere(...args);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  return stderr.split('\n')[1];
}

test('the baseline of another corpus is refused', async () => {
  const name = baseline('other.json');
  const corpus = file('longer.conll', `${goldColumns}\nBerlin B-LOC\n`);
  const flags = ['--predictions', corpus, '--baseline', name, '--max-drop', '1'];
  expect(await refusal(corpus, ...flags)).toMatch(
    new RegExp(
      `^tagger: ${name}: expected scores of ${corpus}, found those of another corpus \\(gold.conll, SHA-256 [0-9a-f]{12}…\\)$`,
    ),
  );
});

test('the baseline of another mapping is refused', async () => {
  const name = baseline('mapping.json');
  const flags = ['--predictions', predicted, '--baseline', name, '--max-drop', '1'];
  const args = [gold, ...flags, '--map-types', 'LOC=PLACE'];
  expect(await refusal(...args)).toBe(
    `tagger: ${name}: expected the same --map-types, found another mapping`,
  );
  expect(evaluate(...args)).toEqual(await evaluateHere(...args));
});

test('the baseline of another tag column is refused', async () => {
  const rows = goldColumns
    .replace(/^(\S+) (\S+)$/gm, '$1 $2 O')
    .replace('Anna B-PER O', 'Anna B-PER B-LOC');
  const corpus = file('columns.conll', rows);
  const flags = ['--predictions', predicted, '--baseline', path('columns.json')];
  expect(evaluate(corpus, ...flags, '--tag-column', '2', '--update-baseline').exitCode).toBe(0);
  expect(await refusal(corpus, ...flags, '--tag-column', '3', '--max-drop', '1')).toBe(
    `tagger: ${path('columns.json')}: expected the same gold entities, found others (is it another --tag-column?)`,
  );
});

// biome-ignore lint/suspicious/noExplicitAny: an edit may touch any place of the report.
type Edit = (report: Record<string, any>) => unknown;

test.each<[string, Edit, string]>([
  [
    'a count overall',
    (report) => report.systems[0].overall.correct--,
    'systems: the counts of the sentences do not add up',
  ],
  [
    'F1 overall',
    (report) => (report.systems[0].overall.f1 = 50),
    'systems: the counts of the sentences do not add up',
  ],
  [
    'a count of a type',
    (report) => report.systems[0].types.LOC.predicted++,
    'systems: the counts of the sentences do not add up',
  ],
  [
    'F1 of a type',
    (report) => (report.systems[0].types.LOC.f1 = 1),
    'systems: the counts of the sentences do not add up',
  ],
  [
    'a count of a sentence',
    (report) => report.systems[0].sentenceCounts.overall.correct[0]--,
    'systems: the counts of the sentences do not add up',
  ],
  [
    'the index of a sentence',
    (report) => (report.systems[0].sentenceCounts.overall.sentences[0] = 7),
    'systems: the counts of the sentences do not add up',
  ],
  [
    'a sentence given twice',
    (report) => (report.systems[0].sentenceCounts.overall.sentences[0] = 1),
    'systems: the counts of the sentences do not add up',
  ],
  ['the version', (report) => (report.version = 2), 'expected a report of version 1, found 2'],
  [
    'a nested version',
    (report) => (report.version = { a: [] }),
    'expected a report of version 1, found {"a":[]}',
  ],
  ['no version', (report) => delete report.version, 'expected a report of version 1, found none'],
  [
    'the format',
    (report) => (report.format = 'other'),
    'expected a JSON report of tagger eval, found another file',
  ],
])('a baseline with an edit is refused: %s', async (_, edit, message) => {
  const report = JSON.parse(read(baselineName));
  edit(report);
  const edited = file('edited.json', JSON.stringify(report));
  expect(
    await refusal(gold, '--predictions', predicted, '--baseline', edited, '--max-drop', '1'),
  ).toBe(`tagger: ${edited}: ${message}`);
});

const baselineName = 'to-edit.json';
baseline(baselineName);

test('an edit that breaks the schema is named', async () => {
  const report = JSON.parse(read(baselineName));
  report.systems[0].overall.gold = -1;
  const edited = file('negative.json', JSON.stringify(report));
  const message = await refusal(gold, '--predictions', predicted, '--baseline', edited);
  expect(message).toMatch(/negative\.json \(systems\.0\.overall\.gold\): expected >=0, found -1$/m);
});

test.each(['constructor', '__proto__'])('a type called %s is compared', (type) => {
  const named = (text: string) => text.replaceAll('LOC', type);
  const [before, after] = [file('before.conll', named(goldColumns)), 'names.json'];
  const report = ['--report', `json=${path(after)}`];
  expect(evaluate(before, '--predictions', before, ...report).exitCode).toBe(0);
  const worse = file('worse.conll', named(predictedColumns));
  const flags = ['--baseline', path(after), '--max-drop', '0.01'];
  const { exitCode, stdout } = evaluate(
    before,
    '--predictions',
    worse,
    ...flags,
    '--report',
    'json',
  );
  expect(exitCode).toBe(1);
  const { baseline: earlier } = JSON.parse(stdout);
  expect(Object.keys(earlier.types)).toContain(type);
  expect(Object.keys(earlier.comparison.types)).toContain(type);
});

test.each(['', 'not JSON', '[]', 'null', '{"format":'])(
  '%j as a baseline is refused',
  async (content) => {
    const name = file('text.json', content);
    expect(await refusal(gold, '--predictions', predicted, '--baseline', name)).toBe(
      `tagger: ${name}: expected a JSON report of tagger eval, found another file`,
    );
  },
);
