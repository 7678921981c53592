import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { findPageData } from '../../src/evaluation/report/elements/page-data.js';
import type { TrainingReport } from '../../src/evaluation/report/training/training-report.js';
import { createCases, fingerprint, smallTraining } from './interrupted-training.js';

const cases = createCases('train-report');
afterAll(cases.remove);

const reportIn = (path: string): TrainingReport =>
  JSON.parse(findPageData(readFileSync(path, 'utf8')) ?? '');

const { corpus } = cases;
const training = [
  ...[...smallTraining, '--patience', '4', '--learning-rate', '0.03'],
  ...['--test', corpus],
];

/** A training that is not interrupted, of two runs, with its log. */
const whole = cases.start();
const page = join(whole.folder, 'whole.html');
const log = join(whole.folder, 'log.jsonl');
const { exitCode, stdout, stderr } = whole.train(...training, '--report', page, '--log', log);

const short = ['--dev', corpus, '--epochs', '1', '--hidden', '4'];

test('the page has what the log has, run by run, and the scores that are printed', () => {
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
  expect(stderr).toContain(`wrote ${page}\n`);
  const { runs, model, dev, scores, scored, settings } = reportIn(page);
  const lines = readFileSync(log, 'utf8').trim().split('\n');
  const logged = lines.map((line) => JSON.parse(line)).filter(({ epoch }) => epoch);
  expect(runs.map(({ seed, end, epochs }) => [seed, end, epochs.length])).toEqual([
    [1, 'epochs', 4],
    [2, 'epochs', 4],
  ]);
  expect(runs.flatMap(({ epochs }) => epochs)).toEqual(
    logged.map((entry) => ({
      epoch: entry.epoch,
      loss: entry.loss,
      devF1: entry.dev.overall.f1,
      medianNorm: entry.medianGradientNorm,
      largestNorm: entry.largestGradientNorm,
      learningRate: entry.learningRate,
    })),
  );
  expect({ model, dev }).toEqual({ model: 'm.safetensors', dev: undefined });
  expect(stderr).toContain(`\ndev, ${scored}:\n`);
  expect(scores.test!.overall.f1.toFixed(2)).toBe(/test:\n.*\n.*FB1: +(\S+)/.exec(stderr)![1]);
  expect(Object.keys(scores.test!.types)).toEqual(['LOC', 'ORG', 'PER']);
  expect(settings).toMatchObject({ 'network hidden': '4', 'training averaging': 'ema' });
});

test('a report changes nothing in the model', () => {
  const { output, train } = cases.start();
  train(...training);
  expect(fingerprint(output)).toBe(fingerprint(whole.output));
});

test('after an interruption, the page is that of the whole training, to the byte', async () => {
  const { folder, resume, trainUntil } = cases.start();
  const path = join(folder, 'whole.html');
  const flags = [...training, '--report', path];
  // The first of the two runs is over.
  const { exitCode } = await trainUntil(28, 'SIGTERM', flags);
  expect(exitCode).toBe(143);
  const part = reportIn(path);
  expect(part.runs.map(({ end }) => end)).toEqual(['epochs', 'interrupted']);
  expect(resume(...flags).exitCode).toBe(0);
  expect(readFileSync(path, 'utf8')).toBe(readFileSync(page, 'utf8'));
  const again = resume(...flags);
  expect(again.exitCode).toBe(0);
  expect(again.stderr).toMatch(/: already complete, nothing to resume\n.*\n$/);
  expect(again.stderr).toContain(
    `tagger: warning: ${path}: not written, because nothing was trained\n`,
  );
  expect(readFileSync(path, 'utf8')).toBe(readFileSync(page, 'utf8'));
});

test('earlier trainings are drawn beside the new one, which alone is in the data', () => {
  const { folder, train } = cases.start();
  const path = join(folder, 'NEW.HTML');
  const flags = [...short, '--cell', 'gru', '--report', path];
  const copy = join(folder, 'copy.html');
  writeFileSync(copy, readFileSync(page));
  const { exitCode } = train(...flags, '--report-compare', page, '--report-compare', copy);
  expect(exitCode).toBe(0);
  const text = readFileSync(path, 'utf8');
  const { runs, dev } = reportIn(path);
  expect(runs.map(({ seed }) => seed)).toEqual([1]);
  expect(dev?.name).toBe('tiny.conll');
  for (const name of ['seed 1', 'whole.html, seed 2', 'copy.html, seed 1']) {
    expect(text).toContain(`<title>${name}, epoch 1: `);
  }
  expect(text).toMatch(/Against <bdi>whole\.html<\/bdi>.*network cell<\/bdi>.*>gru<.*>lstm</s);
  expect(text.match(/was scored on other dev/g)).toHaveLength(2);
});

test('the page of a quantized ensemble has the scores of the ensemble', () => {
  const { folder, train } = cases.start();
  const path = join(folder, 'r.html');
  const { stderr } = train(...short, '--ensemble', '2', '--quantize', '--report', path);
  const { scored, runs, scores, settings } = reportIn(path);
  expect(scored).toBe('ensemble of 2 networks');
  expect(runs).toHaveLength(2);
  const [, f1] = /^dev, ensemble of 2 networks:\n.*\n.*FB1: +(\S+)/m.exec(stderr)!;
  expect(scores.dev.overall.f1.toFixed(2)).toBe(f1);
  expect(settings['quantized words']).toMatch(/^\d+$/);
});

test('without a model there is no page', () => {
  const { folder, train } = cases.start();
  const path = join(folder, 'r.html');
  const diverging = ['--learning-rate', '1e30', '--clip-norm', '0', '--optimizer', 'sgd'];
  const { exitCode, stderr } = train(...short, ...diverging, '--report', path);
  expect(exitCode).toBe(1);
  expect(stderr).toContain('no model was written');
  expect(existsSync(path)).toBe(false);
});

const version2 = JSON.stringify({ format: 'teddy-training-report', version: 2 });
const damaged = JSON.stringify({ format: 'teddy-training-report', version: 1, model: 3 });
const inPage = (json: string) => `<script type="application/json" id="page-data">${json}</script>`;

test.each([
  [
    'an evaluation',
    inPage('{"corpus":"x"}'),
    ': expected a page of tagger train --report, found another file',
  ],
  ['a text', 'seed 1', ': expected a page of tagger train --report, found another file'],
  [
    'half a page',
    inPage(version2).slice(0, 90),
    ': expected a page of tagger train --report, found another file',
  ],
  ['a later version', inPage(version2), ': expected a report of version 1, found 2'],
  ['a damaged report', inPage(damaged), ' (program): missing'],
])('%s is refused before training', (_, content, message) => {
  const { folder, output, train } = cases.start();
  const earlier = join(folder, 'earlier.html');
  writeFileSync(earlier, content);
  const flags = ['--report', join(folder, 'r.html'), '--report-compare', earlier];
  expect(train(...short, ...flags)).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: `tagger: ${earlier}${message}\n`,
  });
  expect(existsSync(output)).toBe(false);
});

test('pages that cannot be written or read are refused before training, all at once', () => {
  const { folder, output, train } = cases.start();
  const nowhere = join(folder, 'nowhere');
  const taken = join(folder, 'taken.html');
  mkdirSync(taken);
  const flags = ['--report-compare', join(folder, 'none.html')];
  const missing = train(...short, '--report', join(nowhere, 'r.html'), ...flags);
  expect(missing).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: `tagger: ${join(nowhere, 'r.html')}: no such folder: ${nowhere}\ntagger: ${join(folder, 'none.html')}: no such file\n`,
  });
  const { stderr } = train(...short, '--report', taken, '--report-compare', page);
  expect(stderr).toBe(`tagger: ${taken}: expected a file, found a folder\n`);
  const same = train(...short, '--report', page, '--report-compare', page);
  expect(same.stderr).toBe(`tagger: ${page}: --report would overwrite --report-compare\n`);
  expect(existsSync(output)).toBe(false);
});

test.each([
  [['--report', 'r.svg'], '--report: expected a path that ends in .html, found "r.svg"'],
  [['--report'], '--report: expected a path that ends in .html, found no value'],
  [['--report-compare', 'r.html'], '--report-compare: requires --report'],
])('%j is wrong usage', (flags, message) => {
  expect(cases.start().train(...flags)).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: `tagger: ${message} (see tagger train --help)\n`,
  });
});
