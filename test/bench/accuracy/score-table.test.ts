import { expect, test } from '@jest/globals';
import { runsOf } from '../../../bench/accuracy/accuracy-run.js';
import {
  renderCommands,
  renderLegend,
  renderScores,
  renderSeedSpread,
} from '../../../bench/accuracy/score-table.js';
import { squeezeSpaces } from '../squeeze-spaces.js';

const task = { corpus: 'conll2003', withVectors: false } as const;
const setting = { scale: 'full', seedCount: 3 } as const;
const rows = [
  { cells: ['defaults'], runs: runsOf(task, { name: 'defaults', flags: [] }, setting) },
  { cells: ['wide'], runs: runsOf(task, { name: 'wide', flags: ['--hidden', '200'] }, setting) },
];
const columns = [{ title: 'F1', figure: 'devF1' }];

test('a spread is the mean, the standard deviation of the sample, the minimum and the maximum', () => {
  expect(renderSeedSpread([91, 90, 92])).toBe('91.00 ± 1.00 (90.00, 92.00)');
  expect(renderSeedSpread([91.234])).toBe('91.23');
  expect(renderSeedSpread([])).toBe('');
});

test('a row has the spread of its seeds and the seconds they took', () => {
  const table = renderScores(['flags'], columns, rows, ({ seed, flags }) => ({
    devF1: 90 + seed + flags.length,
    seconds: 100 + seed,
    atOnce: 1,
  }));
  expect(table).toBe(
    `
| flags    |                          F1 | seconds, all threads |
| -------- | --------------------------: | -------------------: |
| defaults | 92.00 ± 1.00 (91.00, 93.00) |              102 ± 1 |
| wide     | 94.00 ± 1.00 (93.00, 95.00) |              102 ± 1 |`.trim(),
  );
});

test('seconds of trainings at once are not mixed with those of single trainings', () => {
  const scores = renderScores(['flags'], columns, rows, ({ seed, flags }) => ({
    devF1: 90,
    seconds: 100 * seed,
    atOnce: flags.length > 0 && seed > 1 ? 2 : 1,
  }));
  const table = squeezeSpaces(scores);
  expect(table).toContain('| seconds, all threads | seconds, 2 at once, 1 thread each |');
  expect(table).toContain('| 200 ± 100 | |');
  expect(table).toContain('| 100 | 250 ± 71 |');
});

test('each row has its command with the first seed, and the legend names all seeds', () => {
  expect(renderCommands(rows, { vectors: 'en.txt', baseModel: 'en.safetensors' })).toBe(
    '    tagger train conll2003/train.conll --dev conll2003/dev.conll --seed 1\n' +
      '    tagger train conll2003/train.conll --dev conll2003/dev.conll --hidden 200 --seed 1',
  );
  expect(renderLegend(rows)).toBe('mean ± standard deviation (minimum, maximum) of seeds 1, 2, 3');
});
