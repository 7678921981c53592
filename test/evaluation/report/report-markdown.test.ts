import { expect, test } from '@jest/globals';
import { renderMarkdownReport } from '../../../src/evaluation/report/report-markdown.js';
import { failedGate, missed, sampleReport } from './sample-report.js';

const MOST_BYTES = 64 * 1024;

test('5,000 errors stay below 64 KB, and the others are counted', () => {
  const text = renderMarkdownReport(sampleReport(missed(5000)));
  expect(Buffer.byteLength(text)).toBeLessThan(MOST_BYTES);
  const rows = text.match(/^\| gold\.conll:\d+ \|/gm) ?? [];
  expect(rows.length).toBeGreaterThan(500);
  expect(text).toContain(`\n${5000 - rows.length} more errors.\n\n</details>\n`);
});

test('thousands of types with long names stay below 64 KB', () => {
  const types = Array.from({ length: 3000 }, (_, index) => `${index}${'_'.repeat(200)}`);
  const text = renderMarkdownReport(sampleReport(types.flatMap((type) => missed(1, type))));
  expect(Buffer.byteLength(text)).toBeLessThan(MOST_BYTES);
  expect(text).toContain('\n2900 more types.\n');
});

test('gates stand before the scores', () => {
  const gates = [failedGate('min-f1', 'F1 0.00 is below 90.00')];
  const text = renderMarkdownReport(sampleReport(missed(1), gates));
  expect(text).toMatch(
    /^### tagger eval: `sample` on `gold.conll`\n\n- ❌ F1 0.00 is below 90.00\n/,
  );
  expect(text).toContain('| PER | 0.00 | 0.00 | 0.00 | 1 | 0 | 0 |\n');
});

test('a corpus without errors has no table of them', () => {
  const text = renderMarkdownReport(sampleReport([[['Anna', 'B-PER', 'B-PER']]]));
  expect(text).toMatch(/\nNo errors\.\n$/);
  expect(text).not.toContain('<details>');
});

test('text of the corpus is shown as it is', () => {
  const text = renderMarkdownReport(sampleReport([[['a|b<script>`*_', 'B-X|Y', 'O']]]));
  expect(text).toContain('| a\\|b&lt;script>\\`\\*\\_ (X\\|Y) |');
  expect(text).not.toContain('<script>');
});

test('a change is shown against the baseline, also for types with names of object properties', () => {
  const report = sampleReport([[['Anna', 'B-constructor', 'B-constructor']]]);
  const { overall } = report.systems[0];
  const baseline = { name: 'b.json', corpusSha256: '0'.repeat(64), overall, types: {} };
  const text = renderMarkdownReport({ ...report, baseline });
  expect(text).toContain('| constructor | 100.00 | 100.00 | 100.00 |  | 1 | 1 | 1 |\n');
  expect(text).toContain('| **all** | 100.00 | 100.00 | 100.00 | +0.00 | 1 | 1 | 1 |\n');
});
