import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { kindNames, kinds } from '../../src/checks/finding.js';

test('docs/check.md lists every kind in order with its severity', () => {
  const page = readFileSync('docs/check.md', 'utf8');
  const rows = [...page.matchAll(/^\| `([a-z-]+)` +\| (error|warning) +\|/gm)];
  expect(rows.map(([, kind, severity]) => [kind, severity])).toEqual(
    kindNames.map((kind) => [kind, kinds[kind].severity]),
  );
});

test('errors come before warnings', () => {
  const severities = kindNames.map((kind) => kinds[kind].severity);
  expect(severities).toEqual(severities.toSorted());
});
