import { expect, test } from '@jest/globals';
import { renderGithub } from '../../../src/evaluation/report/github.js';
import { failedGate, missed, sampleReport } from './sample-report.js';

test('an error names its file, line and both sides', () => {
  const report = sampleReport([
    [['Anna', 'B-PER', 'B-PER']],
    [
      ['Bank', 'B-ORG', 'B-LOC'],
      ['of', 'I-ORG', 'O'],
    ],
  ]);
  expect(renderGithub(report, 'data/gold.conll')).toBe(
    '::error file=data/gold.conll,line=3,title=tagger eval::wrong type and boundary: gold Bank of (ORG), predicted Bank (LOC)\n',
  );
});

test('at most ten annotations, and a notice counts the other errors', () => {
  const lines = renderGithub(sampleReport(missed(5000)), 'gold.conll')
    .trimEnd()
    .split('\n');
  expect(lines.filter((line) => line.startsWith('::error '))).toHaveLength(10);
  expect(lines.slice(10)).toEqual(['::notice title=tagger eval::4990 more errors']);
});

test('one error more is in the singular', () => {
  expect(renderGithub(sampleReport(missed(11)), 'gold.conll')).toMatch(/::1 more error\n$/);
});

test('failed gates come first and count among the ten', () => {
  const gates = [failedGate('min-f1', 'F1 0.00 is below 90.00')];
  const lines = renderGithub(sampleReport(missed(20), gates), 'gold.conll')
    .trimEnd()
    .split('\n');
  expect(lines[0]).toBe('::error title=tagger eval::F1 0.00 is below 90.00');
  expect(lines.filter((line) => line.startsWith('::error '))).toHaveLength(10);
  expect(lines.at(-1)).toBe('::notice title=tagger eval::11 more errors');
});

test('no errors give no lines', () => {
  expect(renderGithub(sampleReport([[['Anna', 'B-PER', 'B-PER']]]), 'gold.conll')).toBe('');
});

test('line ends and percent signs are escaped in messages, colons and commas in paths too', () => {
  const report = sampleReport([[['50%,::error', 'B-A:B', 'O']]], [failedGate('g', 'a\r\nb%0A')]);
  expect(renderGithub(report, 'a,b:c%\nd.conll')).toBe(
    [
      '::error title=tagger eval::a%0D%0Ab%250A\n',
      '::error file=a%2Cb%3Ac%25%0Ad.conll,line=1,title=tagger eval::missed: gold 50%25,::error (A:B)\n',
    ].join(''),
  );
});
