import { expect, test } from '@jest/globals';
import { parseTrainFlags } from '../../../src/cli/commands/parse-flags.js';
import {
  areCased,
  checkNetwork,
  chooseFolding,
  configOf,
} from '../../../src/cli/train/network-config.js';

/** Checks flags against a base model whose network comes from other flags. */
async function check(flags: readonly string[], asked: readonly string[]): Promise<void> {
  const trainFlags = await parseTrainFlags(['corpus', ...flags]);
  const config = configOf(trainFlags, 100, {
    foldsWords: chooseFolding(trainFlags),
    readsDocuments: trainFlags.documents ?? false,
  });
  const { givenNetwork = new Map() } = await parseTrainFlags(['corpus', '--from', 'm', ...asked]);
  checkNetwork(givenNetwork, config, 'm');
}

const everyFlag = [
  ...['--cell', 'gru', '--unidirectional', '--layers', '2', '--word-dimension', '100'],
  ...['--characters', 'cnn', '--character-dimension', '7', '--character-filters', '9'],
  ...['--hidden', '5', '--dense', '8,6', '--decoder', 'softmax'],
];

test('flags that agree with the base model pass, and so do no flags', async () => {
  await check(everyFlag, everyFlag);
  await check(everyFlag, []);
  await check(['--characters', 'none'], ['--characters', 'none', '--no-unidirectional']);
});

test.each([
  [['--cell', 'lstm'], '--cell: expected gru', 'lstm'],
  [['--no-unidirectional'], '--unidirectional: expected true', 'false'],
  [['--layers', '1'], '--layers: expected 2', '1'],
  [['--word-dimension', '50'], '--word-dimension: expected 100', '50'],
  [['--characters', 'none'], '--characters: expected cnn', 'none'],
  [['--character-dimension', '8'], '--character-dimension: expected 7', '8'],
  [['--character-filters', '8'], '--character-filters: expected 9', '8'],
  [['--no-fold-words'], '--fold-words: expected true', 'false'],
  [['--hidden', '6'], '--hidden: expected 5', '6'],
  [['--dense', '8'], '--dense: expected 8,6', '8'],
  [['--decoder', 'crf'], '--decoder: expected softmax', 'crf'],
])('%j contradicts the base model: %s', async (asked, expected, found) => {
  await expect(check(everyFlag, asked)).rejects.toMatchObject({
    name: 'UsageError',
    message: `${expected} as in the base model (--from m), found ${found}`,
  });
});

test('a flag for something that the base model lacks is expected to be none', async () => {
  await expect(check(['--characters', 'none'], ['--character-filters', '9'])).rejects.toThrow(
    '--character-filters: expected none as in the base model (--from m), found 9',
  );
  await expect(check([], ['--dense', '8'])).rejects.toThrow('--dense: expected none as');
});

test.each([
  [[], true],
  [['--no-shape'], true],
  [['--characters', 'none'], true],
  [['--characters', 'none', '--no-shape'], false],
  [['--characters', 'none', '--no-shape', '--fold-words'], true],
  [['--no-fold-words'], false],
])('%j: words are folded: %s', async (flags, folds) => {
  expect(chooseFolding(await parseTrainFlags(['corpus', ...flags]))).toBe(folds);
});

test('a few capitals do not make vectors cased', () => {
  const words = (capitals: number) => [
    ...new Array(capitals).fill('Paris'),
    ...new Array(200 - capitals).fill('the'),
  ];
  expect([0, 1, 2, 3, 200].map((capitals) => areCased(words(capitals)))).toEqual([
    ...[false, false, false, true, true],
  ]);
  expect(areCased([])).toBe(false);
});

test('words are not folded if the vectors are cased, unless a flag asks for it', async () => {
  const flags = await parseTrainFlags(['corpus']);
  expect(chooseFolding(flags, ['the', 'paris', 'bear'])).toBe(true);
  expect(chooseFolding(flags, ['the', 'Paris', 'bear'])).toBe(false);
  expect(chooseFolding({ ...flags, foldWords: true }, ['the', 'Paris', 'bear'])).toBe(true);
});
