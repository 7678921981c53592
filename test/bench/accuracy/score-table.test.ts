import { expect, test } from '@jest/globals';
import { runsOf } from '../../../bench/accuracy/accuracy-run.js';
import {
  renderCommands,
  renderLegend,
  renderScores,
  renderSpread,
} from '../../../bench/accuracy/score-table.js';

const task = { corpus: 'conll2003', withVectors: false } as const;
const setting = { scale: 'full', seedCount: 3 } as const;
const rows = [
  { cells: ['defaults'], runs: runsOf(task, { name: 'defaults', flags: [] }, setting) },
  { cells: ['wide'], runs: runsOf(task, { name: 'wide', flags: ['--hidden', '200'] }, setting) },
];
const columns = [{ title: 'F1', figure: 'devF1' }];

test('a spread is the mean, the deviation of the sample, the smallest and the largest', () => {
  expect(renderSpread([91, 90, 92], 2)).toBe('91.00 ± 1.00 (90.00, 92.00)');
  expect(renderSpread([91.234], 2)).toBe('91.23');
  expect(renderSpread([], 2)).toBe('');
});

test('a row has the spread of its seeds and the seconds they took', () => {
  const table = renderScores(['flags'], columns, rows, ({ seed, flags }) => ({
    devF1: 90 + seed + flags.length,
    seconds: 100 + seed,
    atOnce: 1,
  }));
  expect(table).toBe(`| flags | F1 | seconds, all threads |
| --- | ---: | ---: |
| defaults | 92.00 ± 1.00 (91.00, 93.00) | 102 ± 1 |
| wide | 94.00 ± 1.00 (93.00, 95.00) | 102 ± 1 |`);
});

test('seconds of trainings side by side are not mixed with those of trainings alone', () => {
  const table = renderScores(['flags'], columns, rows, ({ seed, flags }) => ({
    devF1: 90,
    seconds: 100 * seed,
    atOnce: flags.length > 0 && seed > 1 ? 2 : 1,
  }));
  expect(table).toContain('| seconds, all threads | seconds, 2 at once, 1 thread each |');
  expect(table).toContain('| 200 ± 100 |  |');
  expect(table).toContain('| 100 | 250 ± 71 |');
});

test('each row shows its command with the first seed, and the legend names all', () => {
  expect(renderCommands(rows, { vectors: 'en.txt', startingModel: 'en.safetensors' })).toBe(
    '    tagger train conll2003/train.conll --dev conll2003/dev.conll --seed 1\n' +
      '    tagger train conll2003/train.conll --dev conll2003/dev.conll --hidden 200 --seed 1',
  );
  expect(renderLegend(rows)).toBe('mean ± standard deviation (smallest, largest) of seeds 1, 2, 3');
});
