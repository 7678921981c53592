// Flags that say what reads the letters of a word, and which of them go together.
import { expect, test } from '@jest/globals';
import { parseTrainFlags } from '../../../src/cli/flags/parse-flags.js';
import { configFile } from './config-files.js';

test.each(['0', '17', '3,2', '3,3', '2,', 'a', '', '2.5'])(
  'train refuses --character-widths=%s and shows it as it was typed',
  async (widths) => {
    await expect(parseTrainFlags(['x', `--character-widths=${widths}`])).rejects.toMatchObject({
      name: 'UsageError',
      message: `--character-widths: expected rising whole numbers from 1 to 16, divided by commas, found "${widths}"`,
    });
  },
);

const idle = [
  [['--character-dimension', '30', '--characters', 'none'], 'characters cnn or rnn', 'none'],
  [['--character-filters', '50', '--characters', 'none'], 'characters cnn', 'none'],
  [['--character-filters', '50', '--characters', 'rnn'], 'characters cnn', 'rnn'],
  [['--character-widths', '3', '--characters', 'rnn'], 'characters cnn', 'rnn'],
  [['--character-cell', 'lstm'], 'characters rnn', 'cnn'],
  [['--character-hidden', '25', '--characters', 'none'], 'characters rnn', 'none'],
  [['--shape-dimension', '10', '--no-shape'], 'shape', 'none'],
] as const;

test.each(idle)('train refuses %p, which would say nothing', async (args, expected, found) => {
  await expect(parseTrainFlags(['x', ...args])).rejects.toMatchObject({
    name: 'UsageError',
    message: `${args[0]}: expected --${expected} beside it, found ${found}`,
  });
});

test('a config file is held to the same, but may be overruled', async () => {
  const config = configFile('{"character-filters": 7, "characters": "cnn"}');
  const overruled = await parseTrainFlags(['x', '--config', config, '--characters', 'none']);
  expect(overruled).toMatchObject({ characters: 'none' });
  const cell = configFile('{"character-cell": "gru"}');
  const given = await parseTrainFlags(['x', '--config', cell, '--characters', 'rnn']);
  expect(given).toMatchObject({ characters: 'rnn', characterCell: 'gru' });
  await expect(parseTrainFlags(['x', '--config', cell])).rejects.toMatchObject({
    message: '--character-cell: expected --characters rnn beside it, found cnn',
  });
});
