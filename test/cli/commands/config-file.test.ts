import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parseTrainFlags } from '../../../src/cli/commands/training/parse-train-flags.js';
import { configFile, configFolder } from './config-files.js';
import { trainFlagDefaults } from './train-flag-defaults.js';

test('the config file overrides the defaults, and the command line overrides both', async () => {
  const config = configFile('{"epochs": 7, "hidden": 50, "strict": true, "force": true}');
  const args = ['--config', config, '--hidden', '60', '--no-strict', 'corpus.conll'];
  expect(await parseTrainFlags(args)).toEqual({
    ...trainFlagDefaults,
    epochs: 7,
    hidden: 60,
    strict: false,
    force: true,
  });
});

test.each([
  ['{"batch-size": 5}', ['--batch-tokens', '400'], { batchTokens: 400 }],
  ['{"batch-tokens": 400}', ['--batch-size', '5'], { batchSize: 5 }],
  ['{"batch-tokens": 400}', ['--batch-tokens', '5'], { batchTokens: 5 }],
  ['{"quiet": true}', ['--verbose'], { verbose: true }],
  ['{"verbose": true}', ['--quiet'], { quiet: true }],
  [
    '{"learning-rate-decay": 1}',
    ['--schedule', 'cosine'],
    { schedule: 'cosine', learningRateDecay: 1 },
  ],
  [
    '{"schedule": "plateau"}',
    ['--plateau-patience', '1'],
    { schedule: 'plateau', plateauPatience: 1 },
  ],
])('the config file %s loses what conflicts with %j', async (content, args, expected) => {
  const flags = await parseTrainFlags(['corpus.conll', '--config', configFile(content), ...args]);
  expect(flags).toEqual({ ...trainFlagDefaults, ...expected });
});

test('a config file with two batch sizes is rejected', async () => {
  const config = configFile('{"batch-size": 5, "batch-tokens": 400}');
  await expect(parseTrainFlags(['x', '--config', config])).rejects.toMatchObject({
    name: 'UsageError',
    message: '--batch-tokens: cannot be combined with --batch-size',
  });
});

test('a config file may be quiet, but not verbose too', async () => {
  const quiet = configFile('{"quiet": true, "verbose": false}');
  expect((await parseTrainFlags(['x', '--config', quiet])).quiet).toBe(true);
  const both = configFile('{"quiet": true, "verbose": true}');
  await expect(parseTrainFlags(['x', '--config', both])).rejects.toMatchObject({
    name: 'UsageError',
    message: '--quiet: cannot be combined with --verbose',
  });
});

test('a config file gives a list as an array', async () => {
  const config = configFile('{"dense": [8, 6], "cell": "gru"}');
  const flags = await parseTrainFlags(['corpus.conll', '--config', config]);
  expect(flags).toEqual({ ...trainFlagDefaults, dense: [8, 6], cell: 'gru' });
});

test('a config file may begin with a byte order mark and name the model', async () => {
  const config = configFile('\ufeff{"output": "here", "learning-rate": 0.1}');
  const flags = await parseTrainFlags(['corpus.conll', '--config', config]);
  expect(flags).toEqual({ ...trainFlagDefaults, output: 'here', learningRate: 0.1 });
});

test.each([
  ['{"epoch": 3}', 'unknown key "epoch"; did you mean "epochs"?'],
  ['{"config": "x"}', 'unknown key "config"'],
  ['{"__proto__": 1}', 'unknown key "__proto__"'],
  ['{"epochs": "3"}', '"epochs": expected a whole number of at least 1, found "3"'],
  ['{"epochs": null}', '"epochs": expected a whole number of at least 1, found null'],
  ['{"clip-norm": 1e999}', '"clip-norm": expected a number of at least 0, found Infinity'],
  ['{"strict": 1}', '"strict": expected true or false, found 1'],
  [
    '{"scheme": 3}',
    '"scheme": expected one of IOB2, IOB1, IOBES, BILOU, BMES, BIO, BIOES, found 3',
  ],
  [
    '{"dense": [8, 0]}',
    '"dense": expected at most 16 whole numbers from 1 to 4096, separated by commas, found [8,0]',
  ],
  [
    '{"dense": "8"}',
    '"dense": expected at most 16 whole numbers from 1 to 4096, separated by commas, found "8"',
  ],
  [
    '{"preset": "acurate"}',
    '"preset": expected one of fast, default, accurate, found "acurate"; did you mean "accurate"?',
  ],
  ['{"dev": ["x"]}', '"dev": expected a path, found ["x"]'],
  ['{"dev": "a\\u0000b"}', '"dev": expected a path, found "a\\u0000b"'],
  ['{"output": "\\ud800"}', '"output": expected a path, found "\\ud800"'],
  [`{"log": "${'a'.repeat(4097)}"}`, `"log": expected a path, found "${'a'.repeat(60)}…"`],
  [
    '{"scheme": {"toString": 1}}',
    '"scheme": expected one of IOB2, IOB1, IOBES, BILOU, BMES, BIO, BIOES, found {"toString":1}',
  ],
  [
    '{"character-widths": []}',
    '"character-widths": expected increasing whole numbers from 1 to 16, separated by commas, found []',
  ],
  [
    `{"seed": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    `"seed": expected a whole number from 0 to 4294967295, found ${'['.repeat(60)}…`,
  ],
  [`{"${'k'.repeat(1000)}": 1}`, `unknown key "${'k'.repeat(60)}…"`],
  [`"${'x'.repeat(1000)}"`, `expected a JSON object, found "${'x'.repeat(60)}…"`],
  ['[1]', 'expected a JSON object, found an array'],
  ['3', 'expected a JSON object, found 3'],
  ['null', 'expected a JSON object, found null'],
])('the config file %s is rejected: %s', async (content, message) => {
  const config = configFile(content);
  await expect(parseTrainFlags(['x', '--config', config])).rejects.toMatchObject({
    name: 'InputError',
    message: `${config}: ${message}`,
  });
});

test('a config file with invalid JSON is rejected with the reason', async () => {
  const config = configFile('{"epochs": 3,}');
  await expect(parseTrainFlags(['x', '--config', config])).rejects.toThrow(
    `${config}: expected a JSON object, found invalid JSON: `,
  );
});

test('a missing config file is rejected', async () => {
  const config = join(configFolder, 'absent.json');
  const corpus = configFile('');
  await expect(parseTrainFlags([corpus, '--config', config])).rejects.toMatchObject({
    name: 'InputError',
    message: `${config}: no such file`,
  });
});

test('a missing config file is reported with the other files that are missing', async () => {
  const [config, dev] = [join(configFolder, 'absent.json'), join(configFolder, 'absent.conll')];
  const args = [configFile(''), '--config', config, '--dev', dev];
  const error = await parseTrainFlags(args).catch((thrown) => thrown);
  expect(error.errors.map(({ message }: Error) => message)).toEqual([
    `${dev}: no such file`,
    `${config}: no such file`,
  ]);
});

test('a folder in place of a config file is rejected', async () => {
  await expect(parseTrainFlags(['x', '--config', configFolder])).rejects.toThrow(
    `${configFolder}: expected a file, found a folder`,
  );
});

test('with --from, the given flags of the network are kept apart from the defaults', async () => {
  const config = configFile('{"hidden": 50, "epochs": 7}');
  const args = ['corpus.conll', '--from', 'm', '--config', config, '--cell', 'lstm', '--dense=8'];
  const flags = await parseTrainFlags(args);
  expect(flags.from).toBe('m');
  expect([...(flags.givenNetwork ?? [])]).toEqual([
    ['hidden', 50],
    ['cell', 'lstm'],
    ['dense', [8]],
  ]);
});
