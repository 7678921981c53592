// The commands of the README, spelled as there, in a clone and in a folder with nothing but the package.
//
// The registry is out of reach and npm's cache is empty, so that a command that finds a program finds
// ours. `script` of util-linux provides the terminal.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { codeBlocksOf, consoleExamplesOf, readPage } from '../markdown.js';
import { copyClone, installInto, pack } from './clone.js';

const root = mkdtempSync(join(tmpdir(), 'teddy-readme-'));
const folders = {
  clone: join(root, 'clone'),
  installed: join(root, 'installed'),
  empty: join(root, 'empty'),
};
const places = ['clone', 'installed'] as const;

const examples = codeBlocksOf(readPage('README.md'))
  .filter(({ language }) => language === 'console')
  .flatMap(consoleExamplesOf);
const [first] = examples;
// The corpora are in the clone only.
const withoutCorpus = examples.filter(({ command }) => !command.includes('data/'));
const program = first.command.replace(/^.* \| /, '');
const sentence = first.command.replace(/^echo "(.*)" \| .*$/, '$1');
const markedOnTerminal = 'Teddy Roosevelt PER';

beforeAll(() => {
  copyClone(folders.clone);
  installInto(folders.installed, pack(folders.clone, root));
  mkdirSync(folders.empty);
});

afterAll(() => rmSync(root, { recursive: true }));

/** The environment of a user's shell, and nothing of the caller's: CI and NO_COLOR turn colors off. */
function environment(): NodeJS.ProcessEnv {
  const { PATH, HOME } = process.env;
  return {
    PATH,
    HOME,
    TERM: 'xterm',
    npm_config_offline: 'true',
    npm_config_registry: 'http://127.0.0.1:9/',
    npm_config_cache: mkdtempSync(join(root, 'cache-')),
    npm_config_update_notifier: 'false',
  };
}

function run(place: keyof typeof folders, args: readonly [string, ...string[]], input = '') {
  const [command, ...rest] = args;
  const { status, stdout, stderr } = spawnSync(command, rest, {
    cwd: folders[place],
    env: environment(),
    input,
    encoding: 'utf8',
  });
  return { exitCode: status, stdout, stderr };
}

const inShell = (place: keyof typeof folders, command: string) =>
  run(place, ['bash', '-c', command]);

/** Runs the command with a terminal for its standard streams; the input is typed. */
function onTerminal(place: keyof typeof folders, command: string, input = '') {
  const log = join(root, 'typescript');
  const { exitCode, stdout } = run(place, ['script', '-qec', command, log], input);
  return { exitCode, screen: stripVTControlCharacters(stdout) };
}

test('the README begins by tagging a sentence with teddy-tagger', () => {
  expect(first.command).toBe(`echo "${sentence}" | ${program}`);
  expect(program).toBe('npx teddy-tagger tag');
});

test('no command of the README lets npx look for a package of another name', () => {
  const names = [...readPage('README.md').matchAll(/\bnpx (?<name>\S+)/g)];
  expect(new Set(names.map(({ groups }) => groups!.name))).toEqual(new Set(['teddy-tagger']));
});

test('the first command fetches nothing in a folder without the package', () => {
  const { exitCode, stdout, stderr } = inShell('empty', `set -o pipefail; ${first.command}`);
  expect(exitCode).not.toBe(0);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/127\.0\.0\.1:9\/teddy-tagger/);
});

test.each(examples)('in a clone: $command', ({ command, output }) => {
  const { exitCode, stdout } = inShell('clone', command);
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: output });
});

test.each(withoutCorpus)('with the package installed: $command', ({ command, output }) => {
  const { exitCode, stdout } = inShell('installed', command);
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: output });
});

test.each(places)('the first command runs with the shell on a terminal (%s)', (place) => {
  const { exitCode, screen } = onTerminal(place, first.command);
  expect(exitCode).toBe(0);
  expect(screen).toContain(markedOnTerminal);
  expect(screen).not.toMatch(/proceed|install/i);
});

test.each(places)('the program reads its text from a terminal without a question (%s)', (place) => {
  const { exitCode, screen } = onTerminal(place, `${program} -`, `${sentence}\n\x04`);
  expect(exitCode).toBe(0);
  expect(screen).toContain(markedOnTerminal);
  expect(screen).not.toMatch(/proceed|install/i);
});

test.each(places)('the short name runs the same program (%s)', (place) => {
  const { exitCode, stdout } = inShell(place, first.command.replace('teddy-tagger', 'tagger'));
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: first.output });
});
