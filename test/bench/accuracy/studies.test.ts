import { expect, test } from '@jest/globals';
import { ablation } from '../../../bench/accuracy/ablation.js';
import type { AccuracyRun } from '../../../bench/accuracy/accuracy-run.js';
import { mainStudy } from '../../../bench/accuracy/main-study.js';
import { renderDistance, sizes } from '../../../bench/accuracy/sizes.js';
import type { Setting } from '../../../bench/accuracy/study.js';

const flags =
  '--characters --decoder --no-shape --dropout --recurrent-dropout --dropout-mask --schedule --layers --freeze-vectors --learning-rate --batch-size';
const setting: Setting = { scale: 'full', help: flags, vectors: 'en.txt' };

test('each corpus is trained on with three seeds, and a test split is never that of dev', () => {
  const runs = mainStudy.plan(setting);
  const tasks = runs.map(({ corpus, test: tested, withVectors }) =>
    [corpus, tested ?? 'dev', withVectors].join(' '),
  );
  expect([...new Set(tasks)]).toEqual([
    'conll2003 dev true',
    'conll2003 dev false',
    'wnut17 wnut17 true',
    'wnut17 wnut17 false',
    'open-english wikigold true',
  ]);
  expect(runs).toHaveLength(5 * 3);
});

test('the main table says how much of dev stands in train', () => {
  const text = mainStudy.render(setting, ({ corpus }) => ({
    devF1: 92,
    unseenDevF1: 91,
    seenDevSentences: corpus === 'conll2003' ? 193 : 0,
    devSentences: 3250,
    seconds: 100,
    atOnce: 1,
  }));
  expect(text).toContain('193 of the 3,250 dev sentences of conll2003, 0 of the 3,250');
  expect(text).toContain(
    '| conll2003 |  | defaults | en.txt | 92.00 ± 0.00 (92.00, 92.00) | 91.00',
  );
});

test('rows whose flags the command does not know are left out, and named', () => {
  expect(ablation.plan(setting).some((run) => run.flags.includes('--averaging'))).toBe(false);
  const known = { ...setting, help: `${flags} --averaging` };
  expect(ablation.plan(known)).toHaveLength(ablation.plan(setting).length + 3);
  const sentence =
    'Left out, as this version has no such flags: no averaging (`--averaging none`).';
  const outcomes = () => ({ devF1: 92, seconds: 100, atOnce: 1 });
  expect(ablation.render(setting, outcomes)).toContain(sentence);
  expect(ablation.render(known, outcomes)).not.toContain('Left out');
});

test('every setting is trained at three sizes with five seeds', () => {
  const runs = sizes.plan(setting);
  expect(new Set(runs.map(({ sentences }) => sentences))).toEqual(new Set([100, 1000, undefined]));
  expect(runs).toHaveLength(3 * 9 * 5);
});

const run = (seed: number): AccuracyRun => {
  return { corpus: 'conll2003', withVectors: true, flags: [], seed };
};
const rows = [
  { cells: ['defaults'], runs: [run(1), run(2)] },
  { cells: ['other'], runs: [run(3), run(4)] },
];

test.each([
  { scores: [80, 82, 84, 81], expected: 'Best: other, 82.50; the defaults are 1.50 below it.' },
  { scores: [83, 82, 84, 81], expected: 'Best: the defaults, 82.50.' },
])('the distance to the best is that of the means: $expected', ({ scores, expected }) => {
  expect(renderDistance(rows, ({ seed }) => ({ devF1: scores[seed - 1] }))).toBe(expected);
});
