import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findPageData } from '../../../../src/evaluation/report/elements/page-data.js';
import { renderTrainingPage } from '../../../../src/evaluation/report/training/training-page.js';
import {
  checkTrainingReport,
  type TrainingReport,
} from '../../../../src/evaluation/report/training/training-report.js';
import { anyCharacter } from '../../../any-character.js';
import { hostile, one, runWith, trainingWith } from './sample-training.js';

const titlesOf = (page: string) =>
  [...page.matchAll(/<circle [^>]*><title>([^<]*)</g)].map(([, title]) => title);

function dataOf(page: string): TrainingReport {
  const { success, output, issues } = checkTrainingReport(JSON.parse(findPageData(page) ?? ''));
  if (!success) throw new Error(issues[0].message);
  return output as TrainingReport;
}

test.each(Object.entries({ one, hostile }))(
  'the page of %s holds its report, from which it can be drawn again',
  (_, report) => {
    const page = renderTrainingPage(report, []);
    expect(dataOf(page)).toEqual(report);
    expect(renderTrainingPage(dataOf(page), [])).toBe(page);
  },
);

test('any names and values come back, and end no element', () => {
  const text = fc.string({ unit: anyCharacter });
  fc.assert(
    fc.property(text, fc.dictionary(text, text, { maxKeys: 4 }), (model, settings) => {
      const page = renderTrainingPage({ ...one, model, settings }, []);
      const { model: found, settings: values } = dataOf(page);
      expect(found).toBe(model);
      expect(Object.entries(values)).toEqual(Object.entries(settings));
      expect(page.match(/<script/g)).toHaveLength(1);
    }),
    { numRuns: 50 },
  );
});

test('each epoch has a dot in each of four charts, with its number, and the best one a large dot', () => {
  const page = renderTrainingPage(one, []);
  expect(titlesOf(page)).toEqual([
    ...['seed 1, epoch 1: 40', 'seed 1, epoch 2: 60', 'seed 1, epoch 3: 50'],
    ...['seed 1, epoch 1: 10', 'seed 1, epoch 2: 5', 'seed 1, epoch 3: 3.333'],
    ...[
      'seed 1, median, epoch 1: 2',
      'seed 1, median, epoch 2: 2.1',
      'seed 1, median, epoch 3: 2.2',
    ],
    ...[
      'seed 1, largest, epoch 1: 30',
      'seed 1, largest, epoch 2: 29',
      'seed 1, largest, epoch 3: 28',
    ],
    ...['seed 1, epoch 1: 0.002', 'seed 1, epoch 2: 0.001', 'seed 1, epoch 3: 0.0006667'],
  ]);
  const large = [...page.matchAll(/class="best [^>]*><title>([^<]*)</g)].map(([, title]) => title);
  expect(large).toEqual(['seed 1, epoch 2: 60']);
});

test('several runs are in one chart, and a run without an epoch only in the table', () => {
  const diverged = { ...runWith(3, []), end: 'diverged' as const };
  const page = renderTrainingPage(trainingWith([runWith(1, [40]), runWith(2, [60]), diverged]), []);
  const legend = /<ul class="series">(.*?)<\/ul>/s.exec(page)![1];
  expect([...legend.matchAll(/<bdi>([^<]*)</g)].map(([, name]) => name)).toEqual([
    'seed 1',
    'seed 2',
  ]);
  expect(titlesOf(page).slice(0, 2)).toEqual(['seed 1, epoch 1: 40', 'seed 2, epoch 1: 60']);
  expect(page).toContain('<strong>50.00</strong> ±\n14.14, mean and standard deviation of 2 runs');
  expect(page).toMatch(/<bdi>seed 3<\/bdi>.*>none<.*>diverged</s);
});

test('an earlier training is dashed, and its other settings are listed', () => {
  const settings = { 'network cell': 'gru', 'network layers': '2', 'training epochs': '3' };
  const report = trainingWith([runWith(1, [30, 20])], { settings });
  const page = renderTrainingPage(one, [{ name: 'before.html', report }]);
  expect(page).toContain('class="curve series-1 now"');
  expect(page).toContain('class="curve series-2 earlier"');
  expect(titlesOf(page)).toContain('before.html, seed 1, epoch 2: 20');
  const differences = /<section id="differences".*?<\/section>/s.exec(page)![0];
  const cells = [...differences.matchAll(/<bdi>([^<]*)<\/bdi>/g)].map(([, text]) => text);
  expect(cells).toEqual([
    'before.html',
    ...['network cell', 'lstm', 'gru'],
    ...['network layers', 'none', '2'],
  ]);
  expect(page).not.toContain('cannot be compared');
  expect(dataOf(page)).toEqual(one);
});

test('equal trainings differ in nothing', () => {
  const page = renderTrainingPage(one, [{ name: 'before.html', report: one }]);
  expect(page).toContain('<p>Settings and files are the same.</p>');
});

const { dev: _, ...heldOut } = one;
const otherCorpus = { ...one.corpus, sha256: 'c'.repeat(64) };

test.each([
  ['another dev file', one, { ...one, dev: otherCorpus }, true],
  ['another corpus with the same dev file', one, { ...one, corpus: otherCorpus }, false],
  ['no dev file', one, heldOut, true],
  ['the same sentences held out', heldOut, heldOut, false],
  ['sentences held out from another corpus', heldOut, { ...heldOut, corpus: otherCorpus }, true],
  ['sentences held out by another seed', heldOut, { ...heldOut, runs: [runWith(2, [1])] }, true],
])('F1 of a training with %s: a warning is due', (_, now, before, isWarned) => {
  const page = renderTrainingPage(now, [{ name: 'before.html', report: before }]);
  expect(page.includes('was scored on other dev')).toBe(isWarned);
});

test('a gradient of zero has no place on the logarithmic scale', () => {
  const run = runWith(1, [40, 60, 50]);
  const epochs = run.epochs.map((epoch, index) => ({ ...epoch, medianNorm: index === 1 ? 0 : 1 }));
  const page = renderTrainingPage(trainingWith([{ ...run, epochs }]), []);
  const titles = titlesOf(page).filter((title) => title.includes('median'));
  expect(titles).toEqual(['seed 1, median, epoch 1: 1', 'seed 1, median, epoch 3: 1']);
  expect(page).not.toMatch(/NaN|Infinity/);
});

test('numbers that do not change, and a single epoch, have places too', () => {
  const page = renderTrainingPage(trainingWith([runWith(1, [0])]), []);
  expect(page).not.toMatch(/NaN|Infinity|undefined/);
  expect(titlesOf(page)).toHaveLength(5);
});

test('the scores on test have a section of their own', () => {
  const { dev } = one.scores;
  const page = renderTrainingPage({ ...one, scores: { dev, test: dev } }, []);
  expect([...page.matchAll(/<h2[^>]*>([^<]*)</g)].map(([, title]) => title)).toEqual([
    'Curves',
    'Scores on dev',
    'Scores on test',
    'Settings',
    'Provenance',
  ]);
});
