import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import * as v from 'valibot';
import {
  type EvalReport,
  evalReportSchema,
} from '../../../../src/evaluation/report/eval-report.js';
import { renderHtmlReport } from '../../../../src/evaluation/report/html/html-report.js';
import * as extreme from './extreme-reports.js';
import { oneSystem, threeSystems } from './news-report.js';

const { oneType, noErrors, noEntities, sixtyTypes, manyErrors, hostile } = extreme;
const reports = Object.entries({
  oneSystem,
  threeSystems,
  oneType,
  noErrors,
  noEntities,
  sixtyTypes,
  manyErrors,
  hostile,
});

/** Of the document without its script, style and data. */
const markupOf = (report: EvalReport) =>
  renderHtmlReport(report).replaceAll(/<(script|style)[^>]*>.*?<\/\1>/gs, '');

const textOf = (report: EvalReport) => markupOf(report).replaceAll(/<[^>]+>/g, ' ');

test.each(reports)('%s follows the schema', (_, report) => {
  expect(() => v.parse(evalReportSchema, report)).not.toThrow();
});

test.each(reports)('%s holds nothing that is not a number or a text', (_, report) => {
  expect(markupOf(report)).not.toMatch(/NaN|undefined|null|\[object|Infinity/);
});

test.each(reports)('%s has no style or handler in an attribute', (_, report) => {
  for (const [tag] of markupOf(report).matchAll(/<[a-z][^>]*>/g)) {
    expect(tag.replaceAll(/"[^"]*"/g, '')).not.toMatch(/\s(style|on\w+)=/);
  }
});

test('the policy allows exactly the style and the script of the page', () => {
  const document = renderHtmlReport(hostile);
  const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(document)![1];
  const hashOf = (text: string) =>
    `&apos;sha256-${createHash('sha256').update(text).digest('base64')}&apos;`;
  const [, style] = /<style>(.*?)<\/style>/s.exec(document)!;
  const [, script] = /<script>(.*?)<\/script>/s.exec(document)!;
  expect(policy.split('; ')).toEqual([
    'default-src &apos;none&apos;',
    `style-src ${hashOf(style)}`,
    `script-src ${hashOf(script)}`,
    'img-src data:',
    'base-uri &apos;none&apos;',
    'form-action &apos;none&apos;',
  ]);
  expect(document.match(/<script/g)).toHaveLength(2);
});

test('the title names the system and the corpus', () => {
  expect(renderHtmlReport(oneSystem)).toContain(
    '<title>models/news-seed-1.safetensors on news/test.conll</title>',
  );
  expect(renderHtmlReport(threeSystems)).toContain('<title>3 systems on news/test.conll</title>');
});

test('gates come first, failures before the others', () => {
  const sections = [...markupOf(oneSystem).matchAll(/<section id="(\w+)"/g)].map(([, id]) => id);
  expect(sections).toEqual([
    'gates',
    'scores',
    'comparison',
    'baseline',
    'breakdowns',
    'modes',
    'confusion',
    'calibration',
    'learning',
    'errors',
  ]);
  const outcomes = [...markupOf(oneSystem).matchAll(/<li class="gate ([\w-]+)"/g)];
  expect(outcomes.map(([, outcome]) => outcome)).toEqual([
    'failed',
    'not-comparable',
    'passed',
    'passed',
  ]);
  expect(textOf(oneSystem)).toContain('1 of 4 gates failed, 1 could not be compared.');
});

test('the verdict on gates that all passed says so', () => {
  const gates = oneSystem.gates.filter(({ outcome }) => outcome === 'passed');
  expect(textOf({ ...oneSystem, gates })).toContain('All 2 gates passed.');
  expect(textOf({ ...oneSystem, gates: gates.slice(1) })).toContain('The gate passed.');
});

test('parts that a report lacks have no section', () => {
  const sections = [...markupOf(noEntities).matchAll(/<section id="(\w+)"/g)].map(([, id]) => id);
  expect(sections).toEqual(['scores', 'modes', 'errors']);
  expect(textOf(noErrors)).toContain('Every entity is predicted as in the corpus.');
});

test('a comparison says how large the difference is and whether it is significant', () => {
  const { comparison } = oneSystem;
  expect(textOf(oneSystem).replaceAll(/\s+/g, ' ')).toContain(
    'is 3.65 points of F1 above models/half-the-data.safetensors . The difference is significant (p &lt; 0.001).',
  );
  const overall = { ...comparison!.overall, difference: -0.2, pValue: 0.31, isSignificant: false };
  const worse = { ...oneSystem, comparison: { ...comparison!, overall } };
  expect(textOf(worse).replaceAll(/\s+/g, ' ')).toContain(
    'is 0.20 points of F1 below models/half-the-data.safetensors . The difference is not significant (p = 0.310).',
  );
});

test('a difference from the baseline has a p-value if the two were compared', () => {
  const section = (report: EvalReport) =>
    /<section id="baseline".*?<\/section>/s.exec(markupOf(report))![0].replaceAll(/<[^>]+>/g, ' ');
  expect(section(oneSystem).replaceAll(/\s+/g, ' ')).toContain('+2.88 +0.32 to +5.77 0.031 yes');
  const { comparison: _, ...baseline } = oneSystem.baseline!;
  const alone = section({ ...oneSystem, baseline }).replaceAll(/\s+/g, ' ');
  expect(alone).toContain('ORG 87.00 80.7–93.3 84.12 77.5–90.8 +2.88 ');
  expect(alone).not.toMatch(/Significant|approximate randomization/);
});

test('a baseline that is the other system of the comparison has no section of its own', () => {
  const baseline = oneSystem.baseline!;
  const { overall, types } = baseline.comparison!;
  const comparison = {
    ...oneSystem.comparison!,
    other: { name: baseline.name },
    overall: { ...overall, second: baseline.overall.f1 },
    types,
  };
  const markup = markupOf({ ...oneSystem, comparison });
  expect(markup).toContain('<section id="comparison"');
  expect(markup).not.toContain('<section id="baseline"');
});

test('a baseline of another corpus is not compared in silence', () => {
  const baseline = { ...oneSystem.baseline!, corpusSha256: 'f'.repeat(64) };
  expect(textOf(oneSystem)).not.toContain('another corpus');
  expect(textOf({ ...oneSystem, baseline }).replaceAll(/\s+/g, ' ')).toContain(
    'The baseline was measured on another corpus (SHA-256 ffffffffffff… )',
  );
});

test('a type that only the baseline has is absent now', () => {
  const types = { ...oneSystem.baseline!.types, EVENT: oneSystem.baseline!.overall };
  const report = { ...oneSystem, baseline: { ...oneSystem.baseline!, types } };
  expect(markupOf(report)).toMatch(
    /<bdi>EVENT<\/bdi><\/th><td class="number" data-label="Now">absent<\/td>/,
  );
});

test('every number of the counts is in the table of scores', () => {
  const [, table] = /<table class="rows scores">(.*?)<\/table>/s.exec(markupOf(oneSystem))!;
  const rows = [...table.matchAll(/<tr.*?<\/tr>/gs)].map(([row]) =>
    row
      .replaceAll(/<svg.*<\/svg>/gs, '')
      .replaceAll(/<[^>]+>/g, ' ')
      .trim()
      .split(/\s+/),
  );
  const org = oneSystem.systems[0].types.ORG;
  const [p, r, f] = [org.precision, org.recall, org.f1].map((value) => value.toFixed(2));
  const row = rows.find(([name]) => name === 'ORG')!;
  const counts = [org.gold, org.predicted, org.correct].map(String);
  expect(row.filter((word) => !word.includes('–'))).toEqual(['ORG', ...counts, p, r, f]);
  expect(rows.map(([name]) => name).slice(1)).toEqual([
    'Micro',
    'Macro',
    'Weighted',
    'LOC',
    'MISC',
    'ORG',
    'PER',
  ]);
});
