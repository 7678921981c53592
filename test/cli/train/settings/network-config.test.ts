import { expect, test } from '@jest/globals';
import { parseTrainFlags } from '../../../../src/cli/commands/training/parse-train-flags.js';
import {
  areCased,
  checkNetwork,
  chooseDocuments,
  chooseFolding,
  configOf,
} from '../../../../src/cli/train/settings/network-config.js';
import type { SentenceSource } from '../../../../src/corpora/sentence-source.js';
import type { TokenizerName } from '../../../../src/text/tokenizers.js';

/** Checks flags against a base model whose network comes from other flags. */
async function check(flags: readonly string[], asked: readonly string[]): Promise<void> {
  const trainFlags = await parseTrainFlags(['corpus', ...flags]);
  const config = configOf(trainFlags, 100, {
    foldsWords: chooseFolding(trainFlags),
    readsDocuments: trainFlags.documents ?? false,
  });
  const { givenNetwork = new Map() } = await parseTrainFlags(['corpus', '--from', 'm', ...asked]);
  checkNetwork(givenNetwork, { config, from: 'm' });
}

const refusal = (flag: string, own: string) =>
  `${flag}: the network of --from m has ${own}, and fine-tuning keeps it; leave ${flag.split(' ')[0]} out`;

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
  [['--cell', 'lstm'], '--cell gru'],
  [['--no-unidirectional'], '--unidirectional'],
  [['--layers', '1'], '--layers 2'],
  [['--word-dimension', '50'], '--word-dimension 100'],
  [['--characters', 'none'], '--characters cnn'],
  [['--character-dimension', '8'], '--character-dimension 7'],
  [['--character-filters', '8'], '--character-filters 9'],
  [['--no-fold-words'], '--fold-words'],
  [['--subwords', '40'], '--subwords 0'],
  [['--documents'], '--no-documents'],
  [['--no-shape'], '--shape'],
  [['--hidden', '6'], '--hidden 5'],
  [['--dense', '8'], '--dense 8,6'],
  [['--decoder', 'crf'], '--decoder softmax'],
])('%j contradicts the base model, which has %s', async (asked, own) => {
  await expect(check(everyFlag, asked)).rejects.toMatchObject({
    name: 'UsageError',
    message: refusal(asked.join(' '), own),
  });
});

test.each([
  [['--characters', 'none'], ['--character-filters', '9'], '--characters none'],
  [[], ['--character-cell', 'gru', '--characters', 'rnn'], '--characters cnn'],
  [['--no-shape'], ['--shape-dimension', '8'], '--no-shape'],
  [[], ['--subword-lengths', '3', '--subwords', '9'], '--subwords 0'],
  [[], ['--dense', '8'], 'no --dense'],
])('of a base model with %j, %j is refused: it has %s', async (base, asked, own) => {
  await expect(check(base, asked)).rejects.toThrow(` has ${own}, and fine-tuning keeps it`);
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

test('documents are read if the corpus marks them, but not by a network that reads parts of words', async () => {
  const sentences: SentenceSource[] = [{ startsDocument: true }, {}];
  const choose = async (tokenizer: TokenizerName, ...flags: string[]) =>
    chooseDocuments(await parseTrainFlags(['corpus', ...flags]), { sentences, tokenizer });
  expect(await choose('words')).toBe(true);
  expect(await choose('words', '--no-documents')).toBe(false);
  expect(await choose('ideographs')).toBe(false);
  await expect(choose('ideographs', '--documents')).rejects.toThrow(
    '--documents: requires a tokenizer of whole words, found ideographs; --tokenizer names another',
  );
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
