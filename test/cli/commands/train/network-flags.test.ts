// Flags of character and shape features, and how they depend on each other.
import { expect, test } from '@jest/globals';
import { parseTrainFlags } from '../../../../src/cli/commands/training/parse-train-flags.js';
import { configFile } from '../config-files.js';

test.each(['0', '17', '3,2', '3,3', '2,', 'a', '', '2.5'])(
  'train rejects --character-widths=%s and shows it as typed',
  async (widths) => {
    await expect(parseTrainFlags(['x', `--character-widths=${widths}`])).rejects.toMatchObject({
      name: 'UsageError',
      message: `--character-widths: expected increasing whole numbers from 1 to 16, separated by commas, found "${widths}"`,
    });
  },
);

const withoutEffect = [
  [['--character-dimension', '30', '--characters', 'none'], 'characters cnn or rnn', 'none'],
  [['--character-filters', '50', '--characters', 'none'], 'characters cnn', 'none'],
  [['--character-filters', '50', '--characters', 'rnn'], 'characters cnn', 'rnn'],
  [['--character-widths', '3', '--characters', 'rnn'], 'characters cnn', 'rnn'],
  [['--character-cell', 'lstm'], 'characters rnn', 'cnn'],
  [['--character-hidden', '25', '--characters', 'none'], 'characters rnn', 'none'],
  [['--shape-dimension', '10', '--no-shape'], 'shape', '--no-shape'],
] as const;

test.each(withoutEffect)(
  'train rejects %p, which would have no effect',
  async (args, expected, found) => {
    await expect(parseTrainFlags(['x', ...args])).rejects.toMatchObject({
      name: 'UsageError',
      message: `${args[0]}: requires --${expected}, found ${found}`,
    });
  },
);

test('a config file is checked alike, but may be overridden', async () => {
  const config = configFile('{"character-filters": 7, "characters": "cnn"}');
  const overridden = await parseTrainFlags(['x', '--config', config, '--characters', 'none']);
  expect(overridden).toMatchObject({ characters: 'none' });
  const cell = configFile('{"character-cell": "gru"}');
  const given = await parseTrainFlags(['x', '--config', cell, '--characters', 'rnn']);
  expect(given).toMatchObject({ characters: 'rnn', characterCell: 'gru' });
  await expect(parseTrainFlags(['x', '--config', cell])).rejects.toMatchObject({
    message: '--character-cell: requires --characters rnn, found cnn',
  });
});
