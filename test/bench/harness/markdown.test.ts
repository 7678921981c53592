import { expect, test } from '@jest/globals';
import { renderMarkdownTable, renderMean } from '../../../bench/harness/markdown.js';

test('the columns of a table are aligned: the first to the left, the others to the right', () => {
  expect(
    renderMarkdownTable(
      ['cell', 'F1'],
      [
        ['lstm', '9 ± 1'],
        ['lstm-peephole', ''],
      ],
    ),
  ).toBe(
    `
| cell          |    F1 |
| ------------- | ----: |
| lstm          | 9 ± 1 |
| lstm-peephole |       |`.trim(),
  );
});

test('a narrow column is wide enough for its rule', () => {
  expect(renderMarkdownTable(['', 'k'], [['a', '1']])).toBe(
    '|     |   k |\n| --- | --: |\n| a   |   1 |',
  );
});

test('a mean has the standard deviation of the sample if there is more than one figure', () => {
  expect(renderMean([1, 2, 3], 1)).toBe('2.0 ± 1.0');
  expect(renderMean([1], 1)).toBe('1.0');
  expect(renderMean([], 1)).toBe('');
});
