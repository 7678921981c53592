import { expect, test } from '@jest/globals';
import { renderCommand, runsOf, trainArguments } from '../../../bench/accuracy/accuracy-run.js';

const task = { corpus: 'open-english', test: 'wikigold', withVectors: true } as const;
const files = { vectors: 'en.txt', baseModel: 'en.safetensors' };
const flagSet = { name: 'wide', flags: ['--hidden', '200'] };

test('a row is trained with each of its seeds', () => {
  const runs = runsOf(task, flagSet, { scale: 'full', seedCount: 3 });
  expect(runs.map(({ seed }) => seed)).toEqual([1, 2, 3]);
  for (const { flags } of runs) expect(flags).toEqual(['--hidden', '200']);
});

test("the quick scale is one epoch of one seed on the project's own corpus", () => {
  expect(runsOf(task, flagSet, { scale: 'quick', seedCount: 3 })).toEqual([
    {
      corpus: 'teddy',
      sentences: undefined,
      test: 'teddy',
      withVectors: true,
      flags: ['--hidden', '200', '--epochs', '1'],
      seed: 1,
    },
  ]);
});

test('the command of a run names its files from the folder of the corpora', () => {
  const [run] = runsOf(task, flagSet, { scale: 'full', seedCount: 1 });
  expect(renderCommand(run, files)).toBe(
    'tagger train open-english/train.conll --dev open-english/dev.conll --test wikigold/test.conll --vectors en.txt --hidden 200 --seed 1',
  );
});

test('a sample of the sentences has its own name, and absent files are not passed', () => {
  const part = { corpus: 'conll2003', sentences: 100, withVectors: false } as const;
  const [run] = runsOf(part, { name: 'defaults', flags: [] }, { scale: 'full', seedCount: 1 });
  expect(renderCommand(run, files)).toBe(
    'tagger train conll2003/train-100.conll --dev conll2003/dev.conll --seed 1',
  );
  expect(trainArguments(run, { train: 'a', dev: 'b' })).toEqual(['a', '--dev', 'b', '--seed', '1']);
});

test('a run from the base model gets the model and no vectors', () => {
  const part = { corpus: 'wnut17', withVectors: false, fromModel: true } as const;
  const [run] = runsOf(part, { name: 'defaults', flags: [] }, { scale: 'full', seedCount: 1 });
  expect(renderCommand(run, files)).toBe(
    'tagger train wnut17/train.conll --dev wnut17/dev.conll --from en.safetensors --seed 1',
  );
});
