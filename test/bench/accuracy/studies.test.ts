import { expect, test } from '@jest/globals';
import { ablation } from '../../../bench/accuracy/ablation.js';
import type { AccuracyRun } from '../../../bench/accuracy/accuracy-run.js';
import { fineTuning, renderGain } from '../../../bench/accuracy/fine-tuning.js';
import { mainStudy } from '../../../bench/accuracy/main-study.js';
import { renderBest, sizes } from '../../../bench/accuracy/sizes.js';
import type { Setting } from '../../../bench/accuracy/study.js';
import { keyOf } from '../../../bench/harness/outcome.js';
import { squeezeSpaces } from '../squeeze-spaces.js';

const flags =
  '--characters --no-documents --decoder --no-fold-words --dropout --recurrent-dropout --layers --freeze-vectors --learning-rate --batch-size';
const setting: Setting = {
  scale: 'full',
  help: flags,
  vectors: 'en.txt',
  baseModel: 'en.safetensors',
};

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
  // Newswire comes without documents, too.
  expect(runs).toHaveLength(7 * 3);
});

test('the main table shows how many dev sentences occur in train', () => {
  const tables = mainStudy.render(setting, ({ corpus }) => ({
    devF1: 92,
    unseenDevF1: 91,
    seenDevSentences: corpus === 'conll2003' ? 193 : 0,
    devSentences: 3250,
    seconds: 100,
    atOnce: 1,
  }));
  const text = squeezeSpaces(tables);
  expect(text).toContain('193 of the 3,250 dev sentences of conll2003, 0 of the 3,250');
  expect(text).toContain('| conll2003 | | defaults | en.txt | 92.00 ± 0.00 (92.00, 92.00) | 91.00');
});

test('rows whose flags the command lacks are left out and named', () => {
  expect(ablation.plan(setting).some((run) => run.flags.includes('--averaging'))).toBe(false);
  const known = { ...setting, help: `${flags} --averaging` };
  expect(ablation.plan(known)).toHaveLength(ablation.plan(setting).length + 3);
  const sentence =
    'Left out, because this version does not have their flags: no averaging (`--averaging none`).';
  const outcomes = () => ({ devF1: 92, seconds: 100, atOnce: 1 });
  expect(ablation.render(setting, outcomes)).toContain(sentence);
  expect(ablation.render(known, outcomes)).not.toContain('Left out');
});

test('every setting is trained at three sizes with three seeds', () => {
  const runs = sizes.plan(setting);
  expect(new Set(runs.map(({ sentences }) => sentences))).toEqual(new Set([100, 1000, undefined]));
  expect(runs).toHaveLength(9 * 3 * 3);
});

test('fine-tuning starts from vectors or from the base model, never from both, at four sizes', () => {
  const runs = fineTuning.plan(setting);
  const rows = runs.map(({ corpus, test: tested, sentences = 'all', withVectors, fromModel }) =>
    [corpus, tested, sentences, withVectors ? 'vectors' : '', fromModel ? 'model' : ''].join(' '),
  );
  expect([...new Set(rows)]).toEqual(
    [100, 300, 1000, 'all'].flatMap((size) => [
      `wnut17 wnut17 ${size} vectors `,
      `wnut17 wnut17 ${size}  model`,
    ]),
  );
  expect(runs).toHaveLength(4 * 2 * 3);
});

test('all sentences with vectors are the same runs as those of the main table', () => {
  const main = new Set(mainStudy.plan(setting).map(keyOf));
  expect(fineTuning.plan(setting).filter((run) => main.has(keyOf(run)))).toHaveLength(3);
});

test('the gain of the base model is the difference of the means on dev and on test', () => {
  const tables = fineTuning.render(setting, ({ sentences = 3000, fromModel, seed }) => ({
    devF1: fromModel ? 50 + seed : 10 * Math.log10(sentences),
    testF1: fromModel ? 30 : 30.5,
    seconds: 100,
    atOnce: 1,
  }));
  const text = squeezeSpaces(tables);
  expect(text).toContain('| 100 | en.txt | 20.00 ± 0.00 (20.00, 20.00) | 30.50 ± 0.00');
  expect(text).toContain('| 1,000 | en.safetensors | 52.00 ± 1.00 (51.00, 53.00) | 30.00 ± 0.00');
  expect(text).toContain('| 100 | +32.00 | -0.50 |\n| 300 | +27.23 | -0.50 |');
  expect(text).toContain(
    ' tagger train wnut17/train-100.conll --dev wnut17/dev.conll --test wnut17/test.conll --from en.safetensors --seed 1',
  );
});

test.each([
  [1.255, '+1.25'],
  [0, '+0.00'],
  [-0.5, '-0.50'],
  [-0.001, '+0.00'],
])('a difference of %f is shown with its sign', (difference, expected) => {
  expect(renderGain(difference)).toBe(expected);
});

const run = (seed: number): AccuracyRun => {
  return { corpus: 'conll2003', withVectors: true, flags: [], seed };
};
const rows = [
  { cells: ['defaults'], runs: [run(1), run(2)] },
  { cells: ['other'], runs: [run(3), run(4)] },
];

test.each([
  {
    scores: [80, 82, 84, 81],
    expected: 'Best with 20 sentences: other, 82.50; the defaults are 1.50 below.',
  },
  { scores: [83, 82, 84, 81], expected: 'Best with 20 sentences: the defaults, 82.50.' },
])('the best row is the one with the highest mean: $expected', ({ scores, expected }) => {
  const size = { name: '20 sentences', rows };
  expect(renderBest(size, ({ seed }) => ({ devF1: scores[seed - 1] }))).toBe(expected);
});

test('the table of sizes has a row for each setting and a column for each size', () => {
  const tables = sizes.render(setting, ({ sentences = 14_041, flags }) => ({
    devF1: flags.length > 0 ? 60 : Math.log10(sentences),
  }));
  const text = squeezeSpaces(tables);
  expect(text).toContain('| setting | 100 sentences | 1,000 sentences | all sentences |');
  expect(text).toContain('| defaults | 2.00 ± 0.00 (2.00, 2.00) | 3.00 ± 0.00 (3.00, 3.00) | 4.15');
  expect(text).toContain('the defaults are 58.00 below. Best with 1,000 sentences: `--learning');
  expect(text).toContain(
    ' tagger train conll2003/train-1000.conll --dev conll2003/dev.conll --vectors en.txt --seed 1',
  );
});
