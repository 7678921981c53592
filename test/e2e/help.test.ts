// Help as a user sees it, and every example in it, run as it stands.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { commands } from '../../src/cli/commands/commands.js';
import { tagCommand } from '../../src/cli/commands/tag-command.js';
import { formatNames, formatOf } from '../../src/cli/formats/table/formats.js';
import { runHere } from './run-here.js';
import { runBash, runTagger } from './run-tagger.js';
import { tinyCorpus, withEnds } from './tiny-model.js';

const printed = async (args: readonly string[]) => {
  const { exitCode, stdout, stderr } = await runHere(args);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  return stdout;
};

test('without a command the overview is printed, and the exit code is 2', async () => {
  const { exitCode, stdout, stderr } = runTagger([]);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toBe(await printed(['help']));
  expect(runTagger(['help'])).toEqual({ exitCode: 0, stdout: stderr, stderr: '' });
  expect(stderr).toContain('Commands:\n  train CORPUS ');
});

test.each([['--help'], ['-h'], ['--help-all'], ['help', 'help'], ['help', '--help']])(
  '%s %s prints the overview',
  async (...args) => {
    expect(await printed(args)).toBe(await printed(['help']));
  },
);

test.each(['train', 'eval', 'tag', 'inspect'])(
  'the help of %s is printed in each way',
  async (name) => {
    const help = await printed(['help', name]);
    expect(help).toMatch(new RegExp(`^Usage: tagger ${name} `));
    expect(runTagger([name, '--help'])).toEqual({ exitCode: 0, stdout: help, stderr: '' });
    expect(await printed([name, '-h', '--nonsense'])).toBe(help);
    expect(await printed([name, 'x', '--help'])).toBe(help);
    expect(await printed(['--help', name])).toBe(help);
    const full = await printed([name, '--help-all']);
    expect(await printed(['help', name, '--help-all'])).toBe(full);
    expect(full === help).toBe(!['train', 'tag'].includes(name));
  },
);

test('the help of train shows its main flags, and --help-all shows all', async () => {
  const help = await printed(['train', '--help']);
  expect(help).toContain('(--help-all lists all ');
  expect(help).toContain('\n  --dev FILE ');
  expect(help).not.toContain('--momentum');
  const full = await printed(['train', '--help-all']);
  expect(full).toContain('\nOptimizer:\n');
  expect(full).toContain('\n  --momentum R ');
  expect(full).toMatch(/^accurate +--hidden 200,/m);
});

test('help formats prints the formats of input and output', async () => {
  const text = await printed(['help', 'formats']);
  expect(runTagger(['help', 'formats'])).toEqual({ exitCode: 0, stdout: text, stderr: '' });
  for (const name of ['text', 'tokens', 'conll', ...formatNames]) {
    expect(text).toMatch(new RegExp(`^${name} {2,}\\S`, 'm'));
  }
  const folded = text.replaceAll('\n  ', '');
  for (const name of formatNames) {
    const { example } = formatOf(name);
    expect(folded).toContain(example.replaceAll('\t', '  ').replaceAll('\n', '').trimEnd());
  }
});

test('a topic after --help is printed in place of the help of the command', async () => {
  const text = await printed(['help', 'formats']);
  expect(await printed(['tag', '--help', 'formats'])).toBe(text);
  expect(await printed(['tag', 'x', '-h', 'formats'])).toBe(text);
  expect(await printed(['tag', 'formats', '--help'])).toBe(await printed(['tag', '--help']));
});

test('the help of tag has the flags in their groups, on two screens', async () => {
  const rareFlags: readonly string[] = tagCommand.rareFlags;
  const help = await printed(['tag', '--help']);
  expect(help.split('\n').length - 1).toBeLessThanOrEqual(48);
  for (const [title, table] of Object.entries(tagCommand.groups)) {
    expect(help).toContain(`\n${title}:\n`);
    for (const name of Object.keys(table)) {
      const isShown = help.includes(`\n  --${name} `) || help.includes(`\n  --${name},`);
      expect([name, isShown]).toEqual([name, !rareFlags.includes(name)]);
    }
  }
});

test('help lists prints what a list of names looks like', async () => {
  const text = await printed(['help', 'lists']);
  for (const name of ['--gazetteer', '--deny', 'always', 'when-unsure', 'never']) {
    expect(text).toMatch(new RegExp(`^${name} +\\S`, 'm'));
  }
});

test.each(['--version', '-v'])('%s prints the version of the package', (flag) => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(runTagger([flag])).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: '' });
});

test.each([
  [
    ['help', 'trian'],
    'help: expected one of train, eval, tag, inspect, check, convert, pretrain, completion, formats, lists, found trian; did you mean train?',
  ],
  [
    ['help', 'format'],
    'help: expected one of train, eval, tag, inspect, check, convert, pretrain, completion, formats, lists, found format; did you mean formats?',
  ],
  [
    ['help', 'corpus.conll'],
    'help: expected one of train, eval, tag, inspect, check, convert, pretrain, completion, formats, lists, found corpus.conll',
  ],
  [['help', 'train', 'tag'], 'help: expected one command or topic, found a second: tag'],
  [['hlep'], 'unknown command hlep; did you mean help?'],
  [
    ['--hepl'],
    'expected a command first (train, eval, tag, inspect, check, convert, pretrain, completion), found --hepl; did you mean --help?',
  ],
])('%p is wrong usage: %s', async (args, message) => {
  const stderr = `tagger: ${message} (see tagger --help)\n`;
  expect(await runHere(args)).toEqual({ exitCode: 2, stdout: '', stderr });
});

test.each([
  [
    ['train', 'x', '--preset', 'acurate'],
    '--preset: expected one of fast, default, accurate, found "acurate"; did you mean accurate?',
  ],
  [
    ['train', 'x', '--cell', 'LSTM'],
    '--cell: expected one of rnn, gru-simple, gru, lstm, lstm-peephole, found "LSTM"; did you mean lstm?',
  ],
  [
    ['train', 'x', '--preset', 'best'],
    '--preset: expected one of fast, default, accurate, found "best"',
  ],
  [['train', 'x', '--help-al'], 'unknown flag --help-al; did you mean --help-all?'],
])('%p suggests what was meant, if anything: %s', async (args, message) => {
  const stderr = `tagger: ${message} (see tagger train --help)\n`;
  expect(await runHere(args)).toEqual({ exitCode: 2, stdout: '', stderr });
});

test('a misspelled kind of report gets a suggestion', () => {
  const { exitCode, stderr } = runTagger(['eval', 'x', '--report', 'junti']);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(', found "junti"; did you mean junit? (see tagger eval --help)\n');
});

const folder = mkdtempSync(join(tmpdir(), 'help-'));

beforeAll(() => {
  const half = tinyCorpus.indexOf('\n\n', tinyCorpus.length / 2) + 2;
  writeFileSync(join(folder, 'train.conll'), tinyCorpus);
  writeFileSync(join(folder, 'dev.conll'), withEnds(tinyCorpus.slice(0, half), '!'));
  writeFileSync(join(folder, 'test.conll'), withEnds(tinyCorpus.slice(half), '?'));
  const news = tinyCorpus.replaceAll('PER', 'person').replaceAll('LOC', 'place');
  writeFileSync(join(folder, 'news.conll'), news);
  writeFileSync(join(folder, 'news.txt'), 'He said Teddy Roosevelt was here.\n'.repeat(3));
});

afterAll(() => rmSync(folder, { recursive: true }));

test.each(commands.flatMap(({ examples }) => examples))(
  'the example "%s" runs in a folder with the files that it names',
  (example) => {
    const { exitCode, stderr } = runBash(`cd ${folder}; tagger() { $tagger "$@"; }; ${example}`);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 0,
      stderr: expect.not.stringMatching(/^tagger: /m),
    });
  },
);
