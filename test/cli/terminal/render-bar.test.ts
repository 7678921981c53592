import { expect, test } from '@jest/globals';
import { renderBar } from '../../../src/cli/terminal/render-bar.js';

const line = {
  label: 'run 2/5 | epoch 12/30',
  details: ['at most 12 min 30 s left', 'loss 12.345', '27,104 tokens/s'],
};

test.each([
  [40, 'run 2/5 | epoch 12/30 =====-----  50%'],
  [60, 'run 2/5 | epoch 12/30  50% | at most 12 min 30 s left'],
  [80, 'run 2/5 | epoch 12/30 =====----  50% | at most 12 min 30 s left | loss 12.345'],
  [
    120,
    'run 2/5 | epoch 12/30 ============------------  50% | at most 12 min 30 s left | loss 12.345 | 27,104 tokens/s',
  ],
])('on %i columns', (columns, expected) => {
  expect(renderBar(line, 0.5, columns)).toBe(expected);
});

test.each([1, 2, 3, 10, 20, 40, 60, 80, 120, 200])(
  'no bar is as wide as a terminal of %i columns',
  (columns) => {
    for (const progress of [0, 0.001, 0.5, 1]) {
      expect(renderBar(line, progress, columns).length).toBeLessThan(columns);
    }
  },
);

test('the bar is empty at the start and full at the end', () => {
  const label = { label: 'tagging', details: [] };
  expect(renderBar(label, 0, 80)).toBe(`tagging ${'-'.repeat(24)}   0%`);
  expect(renderBar(label, 0.999, 80)).toBe(`tagging ${'='.repeat(24)}  99%`);
  expect(renderBar(label, 1, 80)).toBe(`tagging ${'='.repeat(24)} 100%`);
});

test('a label with control characters cannot send escape sequences', () => {
  const line = { label: 'a\u001b]0;b\u0007', details: ['c'] };
  expect(renderBar(line, 0.5, 40)).toMatch(/^a\ufffd\]0;b\ufffd =+-+ {2}50% \| c$/);
});
