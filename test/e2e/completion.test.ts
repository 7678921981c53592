// The completion scripts in the shells that they are for.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { commands } from '../../src/cli/commands/commands.js';
import { allFlags } from '../../src/cli/flags/command.js';
import { topics } from '../../src/cli/help/topics.js';
import { findProgram } from './find-program.js';
import { runHere } from './run-here.js';
import { environment, runTagger } from './run-tagger.js';

const root = mkdtempSync(join(tmpdir(), 'completion-'));
const folder = join(root, 'here');

beforeAll(() => {
  mkdirSync(join(folder, 'corpora'), { recursive: true });
  for (const name of ['news.txt', 'my file.txt']) writeFileSync(join(folder, name), '');
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { exitCode, stdout, stderr } = runTagger(['completion', shell]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    writeFileSync(join(root, shell), stdout);
  }
});

afterAll(() => rmSync(root, { recursive: true }));

function run(command: string, args: readonly string[], input = ''): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: folder,
    input,
    encoding: 'utf8',
    env: environment({ SHELL: '/bin/sh', HOME: root, LC_ALL: 'C.UTF-8' }),
  });
  if (error) throw error;
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
}

// The completed line runs a function in place of tagger, which shows its arguments.
const typedCases = [
  ['tagger tr\t', 'train'],
  ['tagger tag --format inl\tmy\t', 'tag|--format|inline|my file.txt'],
  ['tagger tag --format=js\t', 'tag|--format=jsonl'],
  ['tagger eval corp\t', 'eval|corpora'],
  ['tagger tag --model e\t', 'tag|--model|en'],
  ['tagger tag --model ne\t', 'tag|--model|news.txt'],
  ['tagger tag --threads ne\t', 'tag|--threads|ne'],
  ['tagger tag --no-c\t', 'tag|--no-color'],
  ['tagger inspect e\t', 'inspect|en'],
  ['tagger help fo\t', 'help|formats'],
  ['tagger completion z\t', 'completion|zsh'],
  ['teddy-tagger tag -- my\t', 'tag|--|my file.txt'],
] as const;

const show = 'show() { printf "<%s>" "$(IFS="|"; echo "$*")"; }';
const setups = {
  bash: `${show}; tagger() { show "$@"; }; teddy-tagger() { show "$@"; }`,
  zsh: `${show}; autoload -U compinit; compinit -u -D; tagger() { show "$@"; }; teddy-tagger() { show "$@"; }`,
};

test.each([
  ['bash', 'bash --norc --noprofile -i'],
  ['zsh', 'zsh -f -i'],
] as const)('%s completes lines that are typed on a terminal', (shell, command) => {
  if (shell === 'zsh') findProgram('zsh');
  const lines = [`${setups[shell]}; source ${join(root, shell)}`];
  for (const [typed] of typedCases) lines.push(typed);
  const output = run('script', ['-qec', command, '/dev/null'], `${lines.join('\n')}\nexit\n`);
  // zsh removes the slash of a folder at the end of the line.
  const shown = [...output.matchAll(/<([^<>%]*?)\/?>/g)].map(([, args]) => args);
  expect(shown).toEqual(typedCases.map(([, expected]) => expected));
});

/** The words that each line can end in, from one start of the shell. */
type Complete = (lines: readonly string[]) => string[][];

const completeInBash: Complete = (lines) => {
  const calls = lines.map((line) => {
    const words = line.split(' ');
    return `COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _tagger; echo "\${COMPREPLY[*]}"`;
  });
  const script = `source ${join(root, 'bash')}\n${calls.join('\n')}\n`;
  const output = run('bash', ['--norc', '-c', script]);
  return output.trimEnd().split('\n').map(wordsOf);
};

const completeInFish: Complete = (lines) => {
  const calls = lines.map((line) => `complete -C '${line}' | string replace -r '\\t.*' ''; echo =`);
  const script = `source ${join(root, 'fish')}\n${calls.join('\n')}\n`;
  const output = run(findProgram('fish'), ['--no-config', '-c', script]);
  return output.split('=\n').slice(0, -1).map(wordsOf);
};

const wordsOf = (text: string): string[] =>
  text
    .split(/\s/)
    .filter((word) => word !== '')
    .sort();

const shells = [
  ['bash', completeInBash],
  ['fish', completeInFish],
] as const;

test.each(shells)('%s completes commands, and the subjects of help', (_, complete) => {
  const names = commands.map(({ name }) => name);
  const [found, subjects] = complete(['tagger ', 'tagger help ']);
  expect(found.filter((word) => !word.startsWith('-'))).toEqual([...names, 'help'].sort());
  expect(subjects).toEqual([...names, ...topics.map(({ name }) => name)].sort());
});

test.each(shells)('%s completes all flags of each command', (_, complete) => {
  const found = complete(commands.map(({ name }) => `tagger ${name} --`));
  for (const [index, command] of commands.entries()) {
    const own = found[index].filter((word) => !/^--(no-|help)/.test(word));
    const expected = Object.keys(allFlags(command)).map((name) => `--${name}`);
    expect(own).toEqual(expected.sort());
  }
});

test.each(shells)('%s completes the choices of each flag', (_, complete) => {
  const flags = commands.flatMap((command) =>
    Object.entries(allFlags(command)).flatMap(([name, { choices }]) =>
      choices ? [{ line: `tagger ${command.name} --${name} `, choices }] : [],
    ),
  );
  const found = complete(flags.map(({ line }) => line));
  expect(found).toEqual(flags.map(({ choices }) => [...choices].sort()));
});

test('fish completes file names and models', () => {
  const lines = ['tagger tag ne', 'tagger train --dev corp', 'tagger tag --model ', 'tagger tag -'];
  const [file, value, model, flags] = completeInFish([...lines, 'teddy-tagger inspect e']);
  expect({ file, value }).toEqual({ file: ['news.txt'], value: ['corpora/'] });
  expect(model).toEqual(expect.arrayContaining(['en', 'news.txt']));
  expect(flags).toContain('--format');
  expect(completeInFish(['tagger tag --threads '])).toEqual([[]]);
});

test.each([
  [['completion'], 'missing SHELL'],
  [['completion', 'bsh'], 'expected one of bash, zsh, fish, found bsh; did you mean bash?'],
  [['completion', 'tcsh'], 'expected one of bash, zsh, fish, found tcsh'],
  [['completion', 'bash', 'zsh'], 'expected one SHELL, found a second: zsh'],
  [['completion', 'bash', '--zsh'], 'unknown flag --zsh'],
])('%p is wrong usage: %s', async (args, message) => {
  const stderr = `tagger: ${message} (see tagger completion --help)\n`;
  expect(await runHere(args)).toEqual({ exitCode: 2, stdout: '', stderr });
});
