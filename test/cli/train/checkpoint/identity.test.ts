import { expect, test } from '@jest/globals';
import { parseTrainFlags } from '../../../../src/cli/commands/training/parse-train-flags.js';
import { checkIdentity } from '../../../../src/cli/train/checkpoint/compare-identities.js';
import { identityOf } from '../../../../src/cli/train/checkpoint/identity.js';
import { trainingOptions } from '../../../../src/cli/train/settings/training-options.js';

async function identity(...args: string[]) {
  const flags = await parseTrainFlags(['corpus.conll', ...args]);
  const checksums = { CORPUS: 'a'.repeat(64), '--dev': undefined };
  const options = trainingOptions(flags, 100);
  return identityOf(flags, { options, wordDimension: 100, checksums });
}

const check = async (earlier: string[], now: string[]) =>
  checkIdentity('c', await identity(...earlier), await identity(...now));

test.each([
  [
    ['--learning-rate', '0.1'],
    ['--learning-rate', '0.2'],
    '--learning-rate 0.1',
    '--learning-rate 0.2',
  ],
  [['--character-widths', '2,3'], [], '--character-widths 2,3', '--character-widths 3'],
  [['--batch-tokens', '400'], [], '--batch-tokens 400', 'no --batch-tokens'],
  [[], ['--input-dropout', '0'], '--input-dropout 0.35', '--input-dropout 0'],
  [[], ['--no-shape'], '--shape', '--no-shape'],
  [
    ['--vectors', 'v', '--freeze-vectors'],
    ['--vectors', 'v'],
    '--freeze-vectors',
    '--no-freeze-vectors',
  ],
  [['--scheme', 'IOB1'], [], '--scheme IOB1', 'no --scheme'],
])(
  'a checkpoint of a training with %j is refused by one with %j',
  async (earlier, now, expected, found) => {
    // Flags are compared in the order of the help.
    const message = `c: expected ${expected}, as in the interrupted training, found ${found}; to start again, use --force without --resume`;
    await expect(check(earlier, now)).rejects.toThrow(message);
  },
);

test('flags that are no part of the result may differ', async () => {
  const other = ['--threads', '1', '--log', 'l', '--verbose', '--output', 'm', '--resume'];
  await expect(check([], [...other, '--checkpoint', 'c', '--force'])).resolves.toBeUndefined();
});

test('a flag may be given with the value that it has by default', async () => {
  const { epochs, learningRate } = trainingOptions(await parseTrainFlags(['c']), 100);
  const same = ['--epochs', String(epochs), '--learning-rate', String(learningRate)];
  await expect(check(same, ['--dropout', '0.35'])).resolves.toBeUndefined();
});

test('other content of a file, a file that is missing, and another version are differences', () => {
  const [first, second] = ['a', 'b'].map((digit) => digit.repeat(64));
  const start = 'c: expected';
  const end = '; to start again, use --force without --resume';
  expect(() => checkIdentity('c', { CORPUS: first }, { CORPUS: second })).toThrow(
    `${start} the content of CORPUS to be that of the interrupted training, found another${end}`,
  );
  expect(() => checkIdentity('c', { '--dev': first }, { '--dev': 'none' })).toThrow(
    `${start} --dev, as in the interrupted training, found no --dev${end}`,
  );
  expect(() => checkIdentity('c', { version: '1.0.0' }, { version: '1.1.0' })).toThrow(
    `${start} version 1.0.0 of tagger, which has begun the training, found 1.1.0${end}`,
  );
});

test('without subwords, the identity is the one from before there were any', async () => {
  const names = Object.keys(await identity());
  expect(names.filter((name) => name.includes('subword'))).toEqual([]);
});

test.each([
  [['--subwords', '9'], [], '--subwords 9, as in the interrupted training, found no --subwords'],
  [[], ['--subwords', '9'], 'no --subwords, as in the interrupted training, found --subwords 9'],
])('a training with %j does not go on with %j', async (earlier, now, message) => {
  const [found, expected] = [await identity(...earlier), await identity(...now)];
  expect(() => checkIdentity('c', found, expected)).toThrow(message);
});
